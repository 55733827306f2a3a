namespace MemoryProfiler;

/// <summary>When the memory of the process is read for the columns <c>Mem usage</c> and <c>Increment</c>.</summary>
public enum WorkingSetMode
{
    /// <summary>
    /// About every millisecond, and at the end of a line that allocated 256 KiB or saw a collection. Readings are rarer
    /// while nothing changes, while several threads run profiled code, and where very many lines run in a millisecond.
    /// </summary>
    Sampled,

    /// <summary>At the begin and end of each line, as memory_profiler does. That is exact per line, for one reading (about 1 µs) per visit.</summary>
    EveryLine,

    /// <summary>Never; the two columns are blank.</summary>
    Off,
}
