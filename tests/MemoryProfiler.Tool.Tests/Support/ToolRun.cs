using System.Diagnostics;

namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>What the tool, started as a process of its own, left behind.</summary>
sealed record ToolRun(int ExitCode, string Output, string Error)
{
    // Only against a tool that hangs.
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(3);

    /// <summary>The lines on the error stream.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs the tool in a folder.</summary>
    public static async Task<ToolRun> In(TemporaryFolder folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        using var timeout = new CancellationTokenSource(_timeout);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new ToolRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end within {_timeout.TotalMinutes} minutes.");
        }
    }

    /// <summary>Starts the tool in a folder, its streams redirected.</summary>
    public static Process Start(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "MemoryProfiler.Tool.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MEMORYPROFILER", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        return Process.Start(start).ShouldNotBeNull();
    }
}
