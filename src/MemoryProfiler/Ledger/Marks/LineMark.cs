namespace MemoryProfiler.Ledger.Marks;

/// <summary>A moment up to which a thread ran a line.</summary>
struct LineMark
{
    /// <summary>The <see cref="Method"/> of what runs outside profiled methods, and of the profiler's own work.</summary>
    public const int Outside = -1;

    /// <summary>The moment, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> counts.</summary>
    public long Time;

    /// <summary>The operating system's number of the thread.</summary>
    public ulong Thread;

    /// <summary>The process-wide id of the method, or <see cref="Outside"/>.</summary>
    public int Method;

    /// <summary>The slot of the line.</summary>
    public int Slot;
}
