using System.Diagnostics;
using System.Reflection;
using Shouldly;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What a program that was started as a process of its own left behind.</summary>
sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    // Only against a program that hangs; nothing here takes more than a few seconds.
    static readonly TimeSpan _timeout = TimeSpan.FromMinutes(6);

    /// <summary>The sentences on the error stream.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs one of the programs built with the tests.</summary>
    /// <param name="program">Its assembly's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables it gets; those of the profiler that the tests run under are taken away.</param>
    public static Task<ProgramRun> Start(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        Start(program, arguments, _timeout, environment);

    /// <summary>The same for a program that may take its time.</summary>
    public static Task<ProgramRun> Start(string program, string[] arguments, TimeSpan patience, (string Name, string Value)[] environment) =>
        Run([PathOf(program), .. arguments], patience, environment);

    /// <summary>Runs a test project built with the tests under its own runner, by <c>dotnet test</c>.</summary>
    /// <param name="project">Its assembly's name.</param>
    /// <param name="environment">As for <see cref="Start(string, string[], (string, string)[])"/>.</param>
    public static Task<ProgramRun> Test(string project, params (string Name, string Value)[] environment) =>
        Run(["test", PathOf(project)], _timeout, [("DOTNET_CLI_UI_LANGUAGE", "en"), .. environment]);

    static async Task<ProgramRun> Run(string[] arguments, TimeSpan patience, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MEMORYPROFILER", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start).ShouldNotBeNull();
        using var timeout = new CancellationTokenSource(patience);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new ProgramRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} did not end within {patience.TotalMinutes} minutes.");
        }
    }

    /// <summary>The assembly of one of the programs built with the tests.</summary>
    public static string PathOf(string program) =>
        typeof(ProgramRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == program).Value.ShouldNotBeNull();
}
