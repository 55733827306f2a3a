using System.Diagnostics;

namespace MemoryProfiler.Tool.Recording;

/// <summary>The recording of a program that was started for it. Whatever goes wrong with the recording, the program runs on.</summary>
static class ProgramRecording
{
    static readonly TimeSpan _moment = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Records the tool itself for a moment. So what reads memory is compiled before there is a program that may end
    /// soon.
    /// </summary>
    public static Task Rehearse(MemoryMonitorOptions options) =>
        MemoryMonitor.WatchAsync(Environment.ProcessId, options with { Interval = _moment, Timeout = _moment, RecordTo = null, SpansFrom = null, Progress = null });

    /// <summary>Records until the program has ended or the time is up.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">How to record.</param>
    /// <param name="error">Where is told why there is no recording.</param>
    /// <returns>The recording; null if there is none.</returns>
    public static async Task<MemoryRecording?> Until(Process program, MemoryMonitorOptions options, TextWriter error)
    {
        try
        {
            return await MemoryMonitor.WatchAsync(program, options);
        }
        catch (ArgumentException)
        {
            error.WriteLine("dotnet-mprof: The program ended before its memory could be read, so there is no recording.");
        }
        catch (IOException e)
        {
            error.WriteLine($"dotnet-mprof: {e.Message} The program runs on, and nothing is recorded.");
        }
        return null;
    }
}
