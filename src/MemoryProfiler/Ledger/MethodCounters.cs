namespace MemoryProfiler.Ledger;

/// <summary>One thread's counters of one method; its <see cref="LineCounters"/> follow in the same native block. Only the owning thread writes.</summary>
unsafe struct MethodCounters
{
    public int Method;
    public int LineCount;

    /// <summary>The reset that <see cref="MinBytes"/> and <see cref="MaxBytes"/> belong to.</summary>
    public int Epoch;

    /// <summary>The innermost activation on this thread, or null.</summary>
    public Frame* Running;

    /// <summary>Bytes of activations that ran inside another activation of the same method.</summary>
    public long RepeatedBytes;

    /// <summary>Working-set increments of those activations.</summary>
    public long RepeatedIncrement;

    /// <summary>Fewest bytes of one finished call.</summary>
    public long MinBytes;

    /// <summary>Most bytes of one finished call.</summary>
    public long MaxBytes;

    /// <summary>Earlier counts of the slots; null while no line has been visited often.</summary>
    public VisitSnapshots* Snapshots;

    /// <summary>Native bytes of the counters of a method with so many slots.</summary>
    public static int SizeOf(int lineCount) => sizeof(MethodCounters) + (lineCount * (sizeof(LineCounters) + sizeof(LineVisits)));

    /// <summary>What was noted of the slots' visits; it follows the counters of the slots.</summary>
    public static LineVisits* Visits(MethodCounters* method) => (LineVisits*)(Lines(method) + method->LineCount);

    /// <summary>For each slot, how many of its bytes may be a background collection's; null until one may.</summary>
    public long* Excess;

    /// <summary>The counters of the slots; they follow in the same native block.</summary>
    public static LineCounters* Lines(MethodCounters* method) => (LineCounters*)(method + 1);

    /// <summary>Takes a finished call's bytes into the extremes, starting anew after a reset.</summary>
    public static void Finish(MethodCounters* method, long bytes)
    {
        if (method->Epoch != LedgerRegistry.Epoch)
        {
            method->Epoch = LedgerRegistry.Epoch;
            method->MinBytes = bytes;
            method->MaxBytes = bytes;
            return;
        }
        if (bytes < method->MinBytes)
            method->MinBytes = bytes;
        if (bytes > method->MaxBytes)
            method->MaxBytes = bytes;
    }
}
