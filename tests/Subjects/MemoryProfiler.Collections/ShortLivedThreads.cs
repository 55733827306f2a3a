using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Collections;

/// <summary>Threads that call a profiled method once each and end, a few of them alive at a time.</summary>
sealed class ShortLivedThreads
{
    const int Alive = 10;

    // What the process needs for threads at all, profiled or not, it has by then.
    const int SettledAfter = 10_000;
    const int BesideABlockedFinalizer = 1_000;

    object? _kept;
    int _finalized;

    public string Run(int count)
    {
        var watch = Stopwatch.StartNew();
        using var gate = new ManualResetEventSlim();
        using var isBlocked = new ManualResetEventSlim();
        Leave(() =>
        {
            isBlocked.Set();
            gate.Wait();
        });
        GC.Collect();
        isBlocked.Wait();
        Start(BesideABlockedFinalizer);
        var besideBlocked = Ledgers();
        gate.Set();

        Start(Math.Min(count, SettledAfter) - BesideABlockedFinalizer);
        var settled = Resident();
        var settledLedgers = Ledgers();
        Start(count - SettledAfter);
        var growth = Resident() - settled;
        var ledgers = Ledgers();

        var method = MemoryReport.Capture().Methods.SingleOrDefault(method => method.Name.Contains(nameof(Once), StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture,
            $"calls={method?.Calls} bytes={method?.AllocatedBytes} smallest={method?.MinAllocatedBytes} largest={method?.MaxAllocatedBytes} alive={Alive} ledgersBesideBlocked={besideBlocked} ledgersSettled={settledLedgers} ledgers={ledgers} growth={growth} finalized={_finalized} milliseconds={watch.ElapsedMilliseconds}");
    }

    void Start(int count)
    {
        for (var started = 0; started < count; started += Alive)
        {
            var threads = new Thread[Alive];
            for (var i = 0; i < Alive; i++)
            {
                threads[i] = new Thread(Once);
                threads[i].Start();
            }
            foreach (var thread in threads)
                thread.Join();
            Leave(static () => { });
        }
    }

    [Profile]
    void Once() => _kept = new byte[1_000];

    // In a method of its own, so that nothing holds it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    void Leave(Action atTheEnd) => GC.KeepAlive(new Finalized(this, atTheEnd));

    long Resident()
    {
        _kept = null;
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }

    static int Ledgers()
    {
        var count = 0;
        lock (LedgerRegistry.Gate)
            LedgerRegistry.ForEach(_ => count++);
        return count;
    }

    sealed class Finalized(ShortLivedThreads threads, Action atTheEnd)
    {
        ~Finalized()
        {
            atTheEnd();
            threads._finalized++;
        }
    }
}
