using System.Diagnostics;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Ledger;

/// <summary>All threads' ledgers: hands one to each thread that needs it and lends them to the collector to read.</summary>
static unsafe class LedgerRegistry
{
    static readonly LedgerSet _program = new();
    static readonly LedgerSet _asserted = new();
    static ThreadLedger* _timed;
    static int _order;
    static int _orderAtReset;
    static int _resets;

    [ThreadStatic]
    static ThreadLedger* _current;

    [ThreadStatic]
    static ThreadLedger* _counting;

    [ThreadStatic]
    static bool _isAside;

    /// <summary>Guards the list and every ledger's directory; never taken by a probe on its fast path.</summary>
    public static object Gate { get; } = new();

    /// <summary>Raised by a reset: extremes of an older epoch no longer count.</summary>
    public static int Epoch { get; private set; } = 1;

    /// <summary>The calling thread's ledger, or null before its first profiled call.</summary>
    public static ThreadLedger* Current => _current;

    /// <summary>
    /// The calling thread's ledger while calls that need no activation are only counted in it. It is null before the
    /// first of them, while nothing is recorded on the thread, and while somebody is to be told of calls.
    /// </summary>
    public static ThreadLedger* Counting => _counting;

    /// <summary>
    /// Whether the calling thread, which has no ledger, is not to get one either: this library starts on it, and what it calls
    /// for that may be woven, as parts of the framework can be.
    /// </summary>
    public static bool IsAside
    {
        get => _isAside;
        set => _isAside = value && ToolRunSwitch.IsOn;
    }

    /// <summary>Gives the calling thread a ledger: a dead thread's, or a new one.</summary>
    public static ThreadLedger* Attach()
    {
        var wasAside = _isAside;
        IsAside = true;
        try
        {
            // A report or a scope may come before the first woven assembly, which starts all the rest.
            AllocationClock.Start();
            lock (Gate)
            {
                Use(_program.Take());
                return _current;
            }
        }
        finally
        {
            _isAside = wasAside;
        }
    }

    /// <summary>Gives the calling thread a ledger that no report of the program reads, for what assertions call.</summary>
    public static ThreadLedger* TakeAsserted()
    {
        AllocationClock.Start();
        lock (Gate)
        {
            var ledger = _asserted.Take();
            ledger->IsAsserted = true;
            return ledger;
        }
    }

    /// <summary>Gives the calling thread the ledger in which the profiler times its own probes, and which nobody reads. Only one thread at a time may have it.</summary>
    public static ThreadLedger* TakeTimed()
    {
        AllocationClock.Start();
        lock (Gate)
        {
            if (_timed == null)
                _timed = ThreadLedger.Create();
            else
                ThreadLedger.Renew(_timed);
            LedgerSet.Adopt(_timed);
            return _timed;
        }
    }

    /// <summary>Lets the calling thread record in another ledger from now on.</summary>
    /// <param name="ledger">One that is the thread's alone; null if it is to get one when it needs it.</param>
    public static void Use(ThreadLedger* ledger)
    {
        _current = ledger;
        _counting = null;
    }

    /// <summary>Lets the calling thread only count calls that need no activation, or not any longer.</summary>
    /// <param name="isWanted">Which of the two.</param>
    public static void CountCalls(bool isWanted) => _counting = isWanted ? _current : null;

    /// <summary>
    /// Lets every thread go over to the clock in force. Only the calling thread and those to come go over to the direct
    /// one, as a context is its thread's alone to find.
    /// </summary>
    public static void UseClock()
    {
        lock (Gate)
        {
            if (AllocationClock.InUse == AllocationClockKind.Gc)
            {
                _program.ForEach(ForgetContext);
                _asserted.ForEach(ForgetContext);
            }
            else if (_current != null)
                ThreadLedger.UseContext(_current, AllocationClock.ContextOfCurrentThread());
        }
    }

    /// <summary>The last order before the reset: first visits up to it no longer count.</summary>
    public static int OrderAtReset => Volatile.Read(ref _orderAtReset);

    /// <summary>The order of a first visit among those of all threads.</summary>
    public static int NextOrder() => Interlocked.Increment(ref _order);

    /// <summary>How many resets have begun: what a reset has read must not become less afterwards.</summary>
    public static int Resets => Volatile.Read(ref _resets);

    /// <summary>Called before a reset reads the ledgers.</summary>
    public static void BeginReset() => Interlocked.Increment(ref _resets);

    /// <summary>Makes extremes and first visits counted so far obsolete.</summary>
    public static void NextEpoch()
    {
        Epoch++;
        Volatile.Write(ref _orderAtReset, Volatile.Read(ref _order));
    }

    /// <summary>Shows every ledger of the program to a reader. Call under <see cref="Gate"/>.</summary>
    public static void ForEach(Action<nint> visit) => _program.ForEach(visit);

    /// <summary>Shows every ledger of what assertions called to a reader. Call under <see cref="Gate"/>.</summary>
    public static void ForEachAsserted(Action<nint> visit) => _asserted.ForEach(visit);

    /// <summary>What other threads have allocated for a call up to their last probe. Only lines of the call that are open there count.</summary>
    /// <param name="call">The call.</param>
    /// <param name="patience">How long a report that is being taken is waited for.</param>
    public static long RunningBytes(LogicalCall* call, long patience)
    {
        var end = Stopwatch.GetTimestamp() + patience;
        // Not a wait that another thread could interrupt: that would be meant for the program.
        while (!Monitor.TryEnter(Gate))
        {
            if (Stopwatch.GetTimestamp() > end)
                return 0;
            Thread.Yield();
        }
        try
        {
            return _program.RunningBytes(call, _current) + _asserted.RunningBytes(call, _current);
        }
        finally
        {
            Monitor.Exit(Gate);
        }
    }

    /// <summary>Native bytes of all ledgers, and of the logical calls that there have been at one time.</summary>
    public static long TotalSize()
    {
        lock (Gate)
            return _program.Size + _asserted.Size + (_timed == null ? 0 : _timed->Size) + LogicalCalls.Size;
    }

    static void ForgetContext(nint ledger) => ThreadLedger.UseContext((ThreadLedger*)ledger, AllocationContext.Unknown);
}
