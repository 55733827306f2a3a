namespace MemoryProfiler.Ledger;

/// <summary>
/// Books what a resumed segment allocated on the lines that called it, in the ledger of the thread that ran it: the sum
/// over all ledgers is the same, and no thread writes to another's.
/// </summary>
unsafe ref struct ContinuationCharge
{
    const int MaxLines = 128;

    readonly ThreadLedger* _ledger;
    readonly long _bytes;
    readonly Span<CallerLine> _charged;
    int _count;

    ContinuationCharge(ThreadLedger* ledger, long bytes, Span<CallerLine> charged)
    {
        _ledger = ledger;
        _bytes = bytes;
        _charged = charged;
    }

    /// <summary>Books bytes of a segment of a call on all its callers, through any depth.</summary>
    public static void Book(ThreadLedger* ledger, LogicalCall* call, long bytes)
    {
        if (bytes == 0)
            return;
        Span<CallerLine> charged = stackalloc CallerLine[MaxLines];
        new ContinuationCharge(ledger, bytes, charged).Book(call);
    }

    void Book(LogicalCall* call)
    {
        for (; call != null; call = call->Caller)
        {
            for (var i = 0; i < call->LineCount; i++)
                Book(LogicalCall.Lines(call)[i]);
            if (call->Caller == null || IsOpen(call->Caller))
                return;
            LogicalCall.Add(call->Caller, _bytes);
        }
    }

    /// <summary>A caller that runs below this segment on the same stack has the bytes by nesting, and so have its callers.</summary>
    readonly bool IsOpen(LogicalCall* call)
    {
        for (var frame = _ledger->Current; frame->Method != null; frame = frame->Caller)
        {
            if (frame->Call == call)
                return true;
        }
        return false;
    }

    void Book(CallerLine line)
    {
        var counters = ThreadLedger.FindOrAdd(_ledger, line.Method, line.SlotCount);
        var again = counters->Running != null;
        for (var frame = counters->Running; frame != null; frame = frame->Outer)
        {
            if (frame->Slot == line.Slot)
                return;
        }
        for (var i = 0; i < _count; i++)
        {
            if (_charged[i].Method != line.Method)
                continue;
            if (_charged[i].Slot == line.Slot)
                return;
            again = true;
        }
        if (_count < MaxLines)
            _charged[_count++] = line;
        counters->Lines[line.Slot].Bytes += _bytes;
        counters->Lines[line.Slot].CalleeBytes += _bytes;
        if (again)
            counters->RepeatedBytes += _bytes;
    }
}
