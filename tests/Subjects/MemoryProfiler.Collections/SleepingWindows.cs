using System.Globalization;

namespace MemoryProfiler.Collections;

/// <summary>A profiled method that only sleeps, each time over the end of a background collection's marking.</summary>
sealed class SleepingWindows
{
    const int LiveDepth = 18;

    volatile Phase _phase;
    object? _used;
    int _phantoms;
    int _marked;
    int _unmarked;
    int _falselyMarked;

    public string Run(int windows)
    {
        var live = new LiveHeap(LiveDepth);
        var sleeper = new Thread(() => Sleep(windows));
        sleeper.Start();
        var ended = 0;
        for (var window = 0; window < windows; window++)
        {
            var last = BackgroundCollection.LastEnded;
            WaitFor(Phase.Ready);
            BackgroundCollection.Begin();
            _phase = Phase.Started;
            WaitFor(Phase.Asleep);
            if (BackgroundCollection.HasEndedSince(last))
                ended++;
            _phase = Phase.Awake;
        }
        sleeper.Join();
        GC.KeepAlive(live);
        return string.Create(CultureInfo.InvariantCulture,
            $"windows={windows} ended={ended} phantoms={_phantoms} marked={_marked} unmarked={_unmarked} falsely={_falselyMarked}");
    }

    void Sleep(int windows)
    {
        Touch();
        for (var window = 0; window < windows; window++)
        {
            MemoryReport.Reset();
            _phase = Phase.Ready;
            WaitFor(Phase.Started);
            // The thread has an allocation quantum of which some is left.
            _used = new byte[100 + (window * 37 % 7_000)];
            // The profiler looks at collections that have begun here, and not inside the bracket.
            Touch();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Rest();
            var charged = GC.GetAllocatedBytesForCurrentThread() - before;
            Judge(charged);
        }
    }

    [Profile]
    static void Touch()
    {
    }

    [Profile]
    void Rest()
    {
        _phase = Phase.Asleep;
        WaitFor(Phase.Awake);
    }

    void WaitFor(Phase phase)
    {
        while (_phase != phase)
            Thread.Sleep(1);
    }

    void Judge(long charged)
    {
        var rows = MemoryReport.Capture().Methods.Single(method => method.Name.Contains(nameof(Rest), StringComparison.Ordinal)).Lines;
        var marked = rows.Count(row => !row.IsExact && row.MaxExcessBytes >= row.AllocatedBytes);
        _marked += marked;
        if (charged != 0)
            _phantoms++;
        if (charged == 0)
            _falselyMarked += marked;
        _unmarked += rows.Count(row => row.IsExact && row.AllocatedBytes != 0);
    }

    enum Phase
    {
        None,
        Ready,
        Started,
        Asleep,
        Awake,
    }
}
