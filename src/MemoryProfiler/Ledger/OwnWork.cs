using MemoryProfiler.Copies;
using MemoryProfiler.Ledger.Marks;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Ledger;

/// <summary>
/// Encloses what the profiler does on a user's thread outside the probes' fast path. Whatever it allocates there is taken
/// out of every open frame at the end, and out of those of the library's other copies. May be nested.
/// </summary>
readonly unsafe struct OwnWork : IDisposable
{
    readonly long _start;
    readonly long _takenOut;
    readonly bool _isOutermost;
    readonly long _calleeEnd;
    readonly long _told;

    OwnWork(long start, long takenOut, bool isOutermost, long calleeEnd, long told)
    {
        _start = start;
        _takenOut = takenOut;
        _isOutermost = isOutermost;
        _calleeEnd = calleeEnd;
        _told = told;
    }

    /// <summary>Starts counting the profiler's own bytes on this thread.</summary>
    public static OwnWork Begin()
    {
        var ledger = LedgerRegistry.Current;
        var start = AllocationClock.Now();
        if (ledger == null)
            return new OwnWork(start, 0, isOutermost: false, calleeEnd: 0, OtherCopies.Any ? TakenBytes.Told : 0);
        return Begin(ledger, PhantomCheck.Run(ledger, start));
    }

    /// <summary>
    /// The same between a line that has been booked and the next one. Nothing of the program's ran since, so that what a
    /// collection has charged meanwhile is taken out too: the line that would be marked for it is not the one that would count it.
    /// </summary>
    /// <param name="booked">The clock that the line was booked with.</param>
    public static OwnWork BeginBetweenLines(long booked) => Begin(LedgerRegistry.Current, booked);

    static OwnWork Begin(ThreadLedger* ledger, long start)
    {
        var isOutermost = !ledger->IsOwnWork;
        if (isOutermost)
        {
            ledger->IsOwnWork = true;
            ledger->OwnWorkStart = start - ledger->OwnBytes;
            if (TypeSwitch.IsOn)
                LineMarks.Add(ledger, ledger->Current, start, start - Frame.LastCounted(ledger->Current));
        }
        var callee = ThreadLedger.LastCallee(ledger);
        return new OwnWork(start, ledger->OwnBytes, isOutermost, callee == null ? 0 : callee->Last, OtherCopies.Any ? TakenBytes.Told : 0);
    }

    /// <summary>
    /// A report's idea of now. It is the clock when the outermost work on this thread began, moved as far as what was
    /// taken out since has moved the open frames.
    /// </summary>
    public long Start
    {
        get
        {
            var ledger = LedgerRegistry.Current;
            return ledger != null && ledger->IsOwnWork ? ledger->OwnWorkStart + ledger->OwnBytes : _start;
        }
    }

    public void Dispose()
    {
        if (OtherCopies.Any)
            TakenBytes.TellSince(_start, _told);
        var ledger = LedgerRegistry.Current;
        if (ledger == null)
            return;
        PhantomCheck.Pass(ledger);
        var alreadyTakenOut = ledger->OwnBytes - _takenOut;
        var callee = ThreadLedger.LastCallee(ledger);
        // The profiler's own probes, which it times, have used its frame; their end must not be moved beyond now.
        if (callee != null && callee->Last > _start)
            callee->Last = _calleeEnd + alreadyTakenOut;
        ThreadLedger.TakeOut(ledger, AllocationClock.Now() - _start - alreadyTakenOut);
        if (!_isOutermost)
            return;
        ledger->IsOwnWork = false;
        if (TypeSwitch.IsOn)
            LineMarks.AddOwn(ledger);
    }
}
