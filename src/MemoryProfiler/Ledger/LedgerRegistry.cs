using MemoryProfiler.Measurement;

namespace MemoryProfiler.Ledger;

/// <summary>All threads' ledgers: hands one to each thread that needs it and lends them to the collector to read.</summary>
static unsafe class LedgerRegistry
{
    // Looking at a few old ledgers for each new thread keeps their number near that of living threads
    // without waiting for a garbage collection to tell of dead ones.
    const int LooksPerNewThread = 8;

    static readonly List<Owned> _all = [];
    static int _cursor;
    static int _order;
    static int _orderAtReset;
    static int _resets;

    [ThreadStatic]
    static ThreadLedger* _current;

    /// <summary>Guards the list and every ledger's directory; never taken by a probe on its usual way.</summary>
    public static object Gate { get; } = new();

    /// <summary>Raised by a reset: extremes of an older epoch no longer count.</summary>
    public static int Epoch { get; private set; } = 1;

    /// <summary>The calling thread's ledger, or null before its first profiled call.</summary>
    public static ThreadLedger* Current => _current;

    /// <summary>Gives the calling thread a ledger: a dead thread's, or a new one.</summary>
    public static ThreadLedger* Attach()
    {
        // A report or a scope may come before the first woven assembly, which starts all the rest.
        AllocationClock.Start();
        lock (Gate)
        {
            var ledger = FromDeadThread();
            if (ledger == null)
            {
                ledger = ThreadLedger.Create();
                _all.Add(new Owned((nint)ledger, new WeakReference<Thread>(Thread.CurrentThread)));
            }
            ThreadLedger.UseContext(ledger, AllocationClock.ContextOfCurrentThread());
            ledger->Watch.Start(CollectionCounts.Now(), BackgroundCollections.OfProcess.Now);
            _current = ledger;
            return ledger;
        }
    }

    /// <summary>Lets every thread go over to the clock in force; to the direct one only the calling thread and those to come, as a context is its thread's alone to find.</summary>
    public static void UseClock()
    {
        lock (Gate)
        {
            if (AllocationClock.InUse == AllocationClockKind.Gc)
                ForEach(ledger => ThreadLedger.UseContext((ThreadLedger*)ledger, AllocationContext.Unknown));
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

    /// <summary>Shows every ledger to a reader. Call under <see cref="Gate"/>.</summary>
    public static void ForEach(Action<nint> visit)
    {
        foreach (var owned in _all)
            visit(owned.Ledger);
    }

    /// <summary>Native bytes of all ledgers.</summary>
    public static long TotalSize()
    {
        lock (Gate)
        {
            long size = 0;
            foreach (var owned in _all)
                size += ((ThreadLedger*)owned.Ledger)->Size;
            return size;
        }
    }

    static ThreadLedger* FromDeadThread()
    {
        for (var look = 0; look < Math.Min(LooksPerNewThread, _all.Count); look++)
        {
            _cursor = (_cursor + 1) % _all.Count;
            var owned = _all[_cursor];
            if (owned.Thread.TryGetTarget(out var thread) && thread.IsAlive)
                continue;
            owned.Thread.SetTarget(Thread.CurrentThread);
            var ledger = (ThreadLedger*)owned.Ledger;
            ThreadLedger.Renew(ledger);
            return ledger;
        }
        return null;
    }

    readonly record struct Owned(nint Ledger, WeakReference<Thread> Thread);
}
