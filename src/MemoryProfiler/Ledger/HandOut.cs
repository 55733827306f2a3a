namespace MemoryProfiler.Ledger;

/// <summary>A delegate that an open call has handed out and that does not say whose it is. Native memory of <see cref="HandOuts"/>.</summary>
unsafe struct HandOut
{
    /// <summary>The call.</summary>
    public LogicalCall* Call;

    /// <summary>The method that the delegate runs, or whose part it runs.</summary>
    public int Target;

    /// <summary>The line of the call that handed it out last.</summary>
    public int Slot;

    /// <summary>The next one of the call.</summary>
    public HandOut* NextOfCall;

    /// <summary>The next one of the list.</summary>
    public HandOut* Next;
}
