namespace MemoryProfiler.Ledger.States;

/// <summary>How far an enumeration of an iterator is.</summary>
enum IteratorPhase
{
    /// <summary>Nothing of it has run.</summary>
    NotBegun,

    /// <summary>A segment of it is on a stack.</summary>
    Running,

    /// <summary>It waits behind a yield, to be resumed or disposed.</summary>
    Waiting,

    /// <summary>It has run to its end, was disposed, or an exception has left it.</summary>
    Ended,
}
