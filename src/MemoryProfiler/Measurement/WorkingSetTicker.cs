using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Measurement;

/// <summary>
/// Publishes a working-set reading and a tick about every millisecond, so that a probe compares one <see cref="int"/>
/// instead of paying 500 probes' worth for a reading of its own.
/// </summary>
static class WorkingSetTicker
{
    // A profiler that nobody calls must not wake the machine a thousand times a second.
    const int IdleTicksBeforeSleep = 200;

    static readonly ManualResetEventSlim _wake = new(false);
    static long _generation;
    static long _latest;
    static int _collections;
    static int _tick = 1;
    static bool _asleep = true;
    static bool _used;
    static int _started;

    /// <summary>Changes when a newer reading is there to take; never 0.</summary>
    /// <remarks>Volatile: a loop of lines that only count has no call in it that would make the JIT load it again.</remarks>
    public static int Tick => Volatile.Read(ref _tick);

    /// <summary>The newest published reading in bytes.</summary>
    public static long Latest => Volatile.Read(ref _latest);

    /// <summary>
    /// Whether a collection ran after the newest reading was taken. It stops the sampler too, so the line that ran it
    /// would end before a reading that shows what it gave back.
    /// </summary>
    public static bool IsOutdated => Volatile.Read(ref _collections) != GC.CollectionCount(0);

    /// <summary>Starts the sampling thread once; without threads or readings the tick stays still.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0 || !WorkingSet.IsAvailable)
            return;
        ReadNow();
        try
        {
            new Thread(Run) { IsBackground = true, Name = "MemoryProfiler working set" }.Start();
        }
        catch (Exception e) when (e is PlatformNotSupportedException or ThreadStartException or OutOfMemoryException)
        {
            MemoryProfilerLog.Write("The working-set sampler could not start; increments come from large allocations only.", e);
        }
    }

    /// <summary>An exact reading, published so that no thread takes an older one after it.</summary>
    public static long ReadNow()
    {
        var collections = GC.CollectionCount(0);
        var reading = WorkingSet.Read();
        if (reading == WorkingSet.Unknown)
            return Latest;
        Interlocked.Increment(ref _generation);
        Publish(reading, collections);
        return reading;
    }

    /// <summary>Whether the sampler has gone to sleep for want of work; the tick then stands still.</summary>
    public static bool IsAsleep => Volatile.Read(ref _asleep);

    /// <summary>Keeps the sampler going for the next while.</summary>
    public static void Use() => _used = true;

    /// <summary>Wakes a sleeping sampler and publishes an exact reading meanwhile. May allocate: the caller takes that out.</summary>
    public static void Wake()
    {
        _used = true;
        ReadNow();
        _wake.Set();
    }

    static void Run()
    {
        var idle = 0;
        while (true)
        {
            Volatile.Write(ref _asleep, false);
            Sample();
            Thread.Sleep(1);
            idle = _used ? 0 : idle + 1;
            _used = false;
            if (idle >= IdleTicksBeforeSleep)
            {
                Rest();
                idle = 0;
            }
        }
    }

    static void Sample()
    {
        var generation = Interlocked.Read(ref _generation);
        var collections = GC.CollectionCount(0);
        var reading = WorkingSet.Read();
        // A probe that read exactly in the meantime has the newer figure: keep it.
        if (reading != WorkingSet.Unknown && Interlocked.CompareExchange(ref _generation, generation + 1, generation) == generation)
            Publish(reading, collections);
        NextTick();
    }

    static void Publish(long reading, int collections)
    {
        Volatile.Write(ref _latest, reading);
        Volatile.Write(ref _collections, collections);
    }

    static void Rest()
    {
        _wake.Reset();
        Volatile.Write(ref _asleep, true);
        // The last tick sends every line's next probe to take a reading, which finds the sampler asleep and wakes it.
        NextTick();
        _wake.Wait();
    }

    static void NextTick() => Volatile.Write(ref _tick, _tick == int.MaxValue ? 1 : _tick + 1);
}
