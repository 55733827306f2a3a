namespace MemoryProfiler.Diagnostics;

/// <summary>
/// The one place the profiler tells of its own faults. Off unless the environment variable <c>MEMORYPROFILER_LOG</c>
/// is <c>stderr</c> or a file's path (read once, at the first fault).
/// </summary>
static class MemoryProfilerLog
{
    public const string Variable = "MEMORYPROFILER_LOG";

    static readonly object _gate = new();
    static readonly string? _target = Environment.GetEnvironmentVariable(Variable);

    /// <summary>Writes one line; never throws.</summary>
    public static void Write(string message, Exception? fault = null)
    {
        if (string.IsNullOrEmpty(_target))
            return;
        var line = $"{DateTimeOffset.Now:O} MemoryProfiler: {message}{(fault is null ? "" : " " + fault)}";
        try
        {
            lock (_gate)
            {
                if (string.Equals(_target, "stderr", StringComparison.OrdinalIgnoreCase))
                    Console.Error.WriteLine(line);
                else
                    File.AppendAllText(_target, line + Environment.NewLine);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or ObjectDisposedException)
        {
            // The log is the last resort: a log that cannot be written has nowhere left to say so.
        }
    }
}
