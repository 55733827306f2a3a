namespace MemoryProfiler.Watching;

/// <summary>Which calls have to be told to who watches.</summary>
enum WatchedCalls
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that are not inside another one on their thread.</summary>
    Outermost,

    /// <summary>Every one.</summary>
    All,
}
