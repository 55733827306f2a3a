namespace MemoryProfiler.Diagnostics;

/// <summary>
/// The one place the profiler tells of its own faults. It is off unless the environment variable
/// <c>MEMORYPROFILER_LOG</c> is <c>stderr</c> or a file's path. <see cref="PathTemplate"/> reads the path, once, at the
/// first fault.
/// </summary>
static class MemoryProfilerLog
{
    public const string Variable = "MEMORYPROFILER_LOG";

    static readonly object _gate = new();
    static readonly bool _isConsole = string.Equals(Environment.GetEnvironmentVariable(Variable), "stderr", StringComparison.OrdinalIgnoreCase);
    static readonly string? _target = Target(Environment.GetEnvironmentVariable(Variable));

    static string? Target(string? given)
    {
        try
        {
            return string.IsNullOrEmpty(given) || _isConsole ? given : PathTemplate.Resolve(given);
        }
        catch (ArgumentException)
        {
            // Not a path at all; what writes to it says nothing either.
            return given;
        }
    }

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
                if (_isConsole)
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
