namespace MemoryProfiler;

/// <summary>What <see cref="HeapWatch.Growth"/> compares with.</summary>
public enum HeapWatchBaseline
{
    /// <summary>The most objects that each type ever had at a call: what comes and goes is not listed.</summary>
    Peak,

    /// <summary>What each type had at the last call: all that became more since.</summary>
    LastCall,
}
