using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Ledger;

/// <summary>Ledgers for one purpose, at most one to a living thread. Call under <see cref="LedgerRegistry.Gate"/>.</summary>
sealed unsafe class LedgerSet
{
    // Looking at a few old ledgers for each new thread keeps their number near that of living threads
    // without waiting for a garbage collection to tell of dead ones.
    const int LooksPerNewThread = 8;

    readonly List<Owned> _all = [];
    int _cursor;

    /// <summary>Native bytes of all.</summary>
    public long Size
    {
        get
        {
            long size = 0;
            foreach (var owned in _all)
                size += ((ThreadLedger*)owned.Ledger)->Size;
            return size;
        }
    }

    /// <summary>Gives the calling thread a ledger: a dead thread's, or a new one.</summary>
    public ThreadLedger* Take()
    {
        var ledger = FromDeadThread();
        if (ledger == null)
        {
            ledger = ThreadLedger.Create();
            _all.Add(new Owned((nint)ledger, new WeakReference<Thread>(Thread.CurrentThread)));
        }
        Adopt(ledger);
        return ledger;
    }

    /// <summary>Lets a new or renewed ledger read the calling thread's clock.</summary>
    public static void Adopt(ThreadLedger* ledger)
    {
        ThreadLedger.UseContext(ledger, AllocationClock.ContextOfCurrentThread());
        if (TypeSwitch.IsOn)
            ledger->ThreadId = DirectClock.CurrentThreadId();
        ledger->Watch.Start(CollectionCounts.Now(), BackgroundCollections.OfProcess.Now);
    }

    /// <summary>Shows every ledger to a reader.</summary>
    public void ForEach(Action<nint> visit)
    {
        foreach (var owned in _all)
            visit(owned.Ledger);
    }

    /// <summary>What threads but one have allocated for a call up to their last probe. Only lines of the call that are open there count.</summary>
    public long RunningBytes(LogicalCall* call, ThreadLedger* mine)
    {
        long bytes = 0;
        foreach (var owned in _all)
        {
            if ((ThreadLedger*)owned.Ledger != mine)
                bytes += ThreadLedger.RunningBytes((ThreadLedger*)owned.Ledger, call);
        }
        return bytes;
    }

    ThreadLedger* FromDeadThread()
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
