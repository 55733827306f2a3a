namespace MemoryProfiler.Ledger.States;

/// <summary>What is known of how the builder of an async call keeps its state machine.</summary>
enum MachineBoxing : byte
{
    /// <summary>It has not suspended yet, or is about to for the first time.</summary>
    Unknown,

    /// <summary>In one object, new or from a pool.</summary>
    Kept,

    /// <summary>In no object that the builder knows of: each suspension makes one.</summary>
    Anew,
}
