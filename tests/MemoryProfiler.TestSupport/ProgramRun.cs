using System.Diagnostics;

namespace MemoryProfiler.TestSupport;

/// <summary>What a program that was started as a process of its own left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed on the error stream.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>How long is waited for a program that hangs; none takes more than a few seconds.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(6);

    /// <summary>The sentences on the error stream.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">What starts it; both streams are redirected.</param>
    /// <param name="patience">How long to wait for it.</param>
    public static async Task<ProgramRun> Of(ProcessStartInfo start, TimeSpan patience)
    {
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
            throw new TimeoutException($"{string.Join(' ', start.ArgumentList)} did not end within {patience.TotalMinutes} minutes.");
        }
    }
}
