namespace MemoryProfiler;

/// <summary>What is done when a rule of <see cref="MemoryThresholds"/> is crossed; any number of them together.</summary>
[Flags]
public enum ThresholdActions
{
    /// <summary>Nothing but the callback, if there is one.</summary>
    None = 0,

    /// <summary>
    /// Stops an attached debugger in the method that crossed it. Without a debugger the program goes on, and one line on
    /// the error stream says what happened.
    /// </summary>
    Break = 1,

    /// <summary>One line on the error stream that names method, file, line, value and limit.</summary>
    Log = 2,

    /// <summary>Writes the report of that moment to a file.</summary>
    SaveReport = 4,

    /// <summary>Throws a <see cref="MemoryThresholdException"/> into the method that crossed it: the program is changed, so never by default.</summary>
    Throw = 8,
}
