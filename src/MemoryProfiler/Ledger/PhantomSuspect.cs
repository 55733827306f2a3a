namespace MemoryProfiler.Ledger;

/// <summary>
/// Lines last marked because a background collection in progress may have ended its marking while they ran. If it is seen
/// to do so later, they were exact.
/// </summary>
unsafe struct PhantomSuspect
{
    // Deeper calls stay marked.
    const int MaxLines = 16;

    int _full;
    int _resets;
    int _count;
    fixed long _cells[MaxLines];
    fixed long _bytes[MaxLines];

    /// <summary>Forgets what was remembered: it stays marked.</summary>
    public void Forget() => _count = 0;

    /// <summary>Remembers from here on the lines marked on account of a background collection.</summary>
    /// <param name="full">How many collections of the oldest generation have begun, that one included.</param>
    public void Begin(int full)
    {
        _full = full;
        _resets = LedgerRegistry.Resets;
        _count = 0;
    }

    /// <summary>Remembers one marked line.</summary>
    public void Add(long* cell, long bytes)
    {
        if (_count == MaxLines)
            return;
        _cells[_count] = (long)cell;
        _bytes[_count++] = bytes;
    }

    /// <summary>Takes the marks back, if the end of marking just seen was that of the collection they were made for.</summary>
    /// <param name="ledger">The owner's ledger.</param>
    /// <param name="full">How many collections of the oldest generation have begun.</param>
    public void Clear(ThreadLedger* ledger, int full)
    {
        if (_count == 0)
            return;
        var isBetweenCalls = (ledger->Version & 1) == 0;
        if (isBetweenCalls)
            ledger->Version++;
        // A reset is counted before it reads: marks that it has read are not taken back, or later ones would not show.
        Interlocked.MemoryBarrier();
        for (var i = 0; full == _full && _resets == LedgerRegistry.Resets && i < _count; i++)
            *(long*)_cells[i] -= _bytes[i];
        _count = 0;
        if (!isBetweenCalls)
            return;
        ledger->Corrections++;
        Volatile.Write(ref ledger->Version, ledger->Version + 1);
    }
}
