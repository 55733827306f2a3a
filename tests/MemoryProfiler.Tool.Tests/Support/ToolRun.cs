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
    public static Process Start(TemporaryFolder folder, params string[] arguments) => Start([], folder, arguments);

    /// <summary>Starts the tool by another program.</summary>
    public static Process Start(string[] by, TemporaryFolder folder, params string[] arguments)
    {
        string[] words = [.. by, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "MemoryProfiler.Tool.dll"), .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MEMORYPROFILER", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        return Process.Start(start).ShouldNotBeNull();
    }
}
