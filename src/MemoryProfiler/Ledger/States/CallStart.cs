namespace MemoryProfiler.Ledger.States;

/// <summary>When a call began, for who tells of calls over time; all 0 if nobody did when it began.</summary>
struct CallStart
{
    /// <summary>The system's stopwatch; never 0 if it is known.</summary>
    public long Timestamp;

    /// <summary>Resident bytes of the process; 0 if they are not known.</summary>
    public long ResidentBytes;

    /// <summary>The managed id of the thread.</summary>
    public int Thread;
}
