namespace MemoryProfiler.Telemetry;

/// <summary>
/// The flows that logical calls, which are native memory, are marked with. A handle of the runtime's to a flow whose call
/// never ends would keep a plug-in's load context for ever; what stands here goes with it. Safe from any thread.
/// </summary>
static class MarkedFlows
{
    const int FirstRoom = 16;

    static CallFlow?[] _all = new CallFlow?[FirstRoom];

    // Of a place that is free, the next one that is, plus one: what gives a place back allocates nothing.
    static int[] _free = new int[FirstRoom];
    static int _firstFree;
    static int _count;
    static int _taken;

    /// <summary>Keeps a flow. May allocate: the caller takes that out.</summary>
    /// <returns>What it is found by; never 0.</returns>
    public static nint Add(CallFlow flow)
    {
        Enter();
        try
        {
            var mark = _firstFree == 0 ? _count + 1 : _firstFree;
            if (mark > _all.Length)
                Grow();
            if (mark > _count)
                _count = mark;
            else
                _firstFree = _free[mark - 1];
            _all[mark - 1] = flow;
            return mark;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>A flow that is kept.</summary>
    public static CallFlow Find(nint mark) => Volatile.Read(ref _all)[mark - 1]!;

    /// <summary>Keeps it no longer. Allocates nothing.</summary>
    public static void Remove(nint mark)
    {
        Enter();
        _all[mark - 1] = null;
        _free[mark - 1] = _firstFree;
        _firstFree = (int)mark;
        Leave();
    }

    // Not a lock of the runtime's: another thread could interrupt the wait for that, which is meant for the program.
    static void Enter()
    {
        for (var spin = new SpinWait(); Interlocked.CompareExchange(ref _taken, 1, 0) != 0;)
            spin.SpinOnce(sleep1Threshold: -1);
    }

    static void Leave() => Volatile.Write(ref _taken, 0);

    static void Grow()
    {
        var more = new CallFlow?[_all.Length * 2];
        _all.CopyTo(more, 0);
        Array.Resize(ref _free, more.Length);
        Volatile.Write(ref _all, more);
    }
}
