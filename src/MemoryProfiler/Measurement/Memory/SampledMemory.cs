using System.Diagnostics;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// The newest reading of this process's memory, published for all probes. It is taken about every millisecond, every four
/// while nothing changes, every ten while several threads run profiled code, and less often the more lines run in a
/// millisecond. So a probe compares one <see cref="int"/> instead of paying 500 probes' worth for a reading of its own.
/// Rests unless the mode is <see cref="WorkingSetMode.Sampled"/>.
/// </summary>
static class SampledMemory
{
    // A profiler that nobody calls must not wake the machine a thousand times a second.
    const int IdleMillisecondsBeforeRest = 200;

    // A slow reading may take one twentieth of the time.
    const int PausePerReading = 19;

    static readonly object _startGate = new();
    static SamplerSubscription? _subscription;
    static long _generation;
    static long _latest;
    static long _nextSlowReading;
    static SamplingPace _pace;
    static int _collections;
    static int _epoch = 1;
    static bool _asleep = true;
    static bool _isWanted;
    static bool _isWatched;
    static int _pause;
    static int _idle;

    /// <summary>Raised when readings begin anew: a maximum of an older epoch no longer counts.</summary>
    public static int Epoch => Volatile.Read(ref _epoch);

    /// <summary>The newest published reading.</summary>
    public static MemoryReading Latest => MemoryReading.Read(ref _latest);

    /// <summary>
    /// Whether a collection ran after the newest reading was taken. It stops the sampler too. So the line that ran it
    /// would end before a reading that shows what it gave back.
    /// </summary>
    public static bool IsOutdated => Volatile.Read(ref _collections) != GC.CollectionCount(0);

    /// <summary>Whether a reading may be taken now, beside those of the sampler.</summary>
    public static bool IsDue =>
        !ProcessMemory.IsSlow(CurrentSettings.MetricInForce) || Stopwatch.GetTimestamp() >= Volatile.Read(ref _nextSlowReading);

    /// <summary>Whether readings should come but rest for want of work; the tick then stands still.</summary>
    public static bool IsAsleep => Volatile.Read(ref _asleep) && _subscription is not null && IsSampling;

    /// <summary>Whether ticks can come at all. They do not where there are no threads, nor where the metric cannot be read.</summary>
    public static bool CanTick => !OperatingSystem.IsBrowser() && !OperatingSystem.IsWasi() && ProcessMemory.IsAvailable(CurrentSettings.MetricInForce);

    static bool IsSampling =>
        CurrentSettings.WorkingSetMode == WorkingSetMode.Sampled && CurrentSettings.MetricInForce != MemoryMetric.None;

    /// <summary>Takes a first reading and subscribes to the sampler, once; without threads or readings the tick stays still.</summary>
    public static void Start()
    {
        lock (_startGate)
        {
            if (_isWanted)
                return;
            _isWanted = true;
            Begin();
        }
    }

    /// <summary>Goes on with the mode and metric in force, after they changed.</summary>
    public static void Restart()
    {
        lock (_startGate)
        {
            if (_isWanted)
                Begin();
        }
    }

    /// <summary>Says whether somebody is told of lines, for whom readings come more often. Safe from any thread.</summary>
    public static void Watch(bool isWatched)
    {
        var isNew = isWatched && !Volatile.Read(ref _isWatched);
        Volatile.Write(ref _isWatched, isWatched);
        // The pause of now was meant for nobody.
        if (isNew && !Volatile.Read(ref _asleep))
            _subscription?.Wake();
    }

    /// <summary>Makes maxima taken so far obsolete, and sends every line to take a reading.</summary>
    public static void NextEpoch()
    {
        Interlocked.Increment(ref _epoch);
        SlowPathTick.Next();
    }

    /// <summary>An exact reading, published so that no thread takes an older one after it.</summary>
    public static MemoryReading ReadNow()
    {
        var metric = CurrentSettings.MetricInForce;
        var collections = GC.CollectionCount(0);
        var bytes = Read(metric);
        if (bytes == ProcessMemory.Unknown)
            return Latest;
        Interlocked.Increment(ref _generation);
        return Publish(new MemoryReading(bytes, metric), collections);
    }

    /// <summary>Keeps readings coming for the next while.</summary>
    /// <param name="thread">What the current thread has for itself, its ledger; not 0.</param>
    public static void Use(nint thread) => _pace.Use(thread);

    /// <summary>Ends the rest and publishes an exact reading meanwhile. May allocate: the caller takes that out.</summary>
    /// <param name="thread">As for <see cref="Use"/>.</param>
    public static void Wake(nint thread)
    {
        Use(thread);
        ReadNow();
        _subscription?.Wake();
    }

    static void Begin()
    {
        Interlocked.Increment(ref _generation);
        var metric = CurrentSettings.MetricInForce;
        Publish(new MemoryReading(Read(metric), metric), GC.CollectionCount(0));
        SlowPathTick.Next();
        if (!IsSampling || Latest.Bytes == ProcessMemory.Unknown)
            return;
        if (_subscription is { } subscription)
            subscription.Wake();
        else
            _subscription = SamplerSubscription.TryBegin("readings for lines; increments come from large allocations only", Sample);
    }

    /// <summary>Takes a reading, or goes to rest.</summary>
    static int Sample()
    {
        if (!_asleep)
        {
            _idle = _pace.IsUsed ? 0 : _idle + _pause;
            if (_idle >= IdleMillisecondsBeforeRest || !IsSampling)
                return Rest();
        }
        Volatile.Write(ref _asleep, false);
        TakeReading();
        _pause = Pause();
        _pace.Next();
        return _pause;
    }

    static void TakeReading()
    {
        var generation = Interlocked.Read(ref _generation);
        var metric = CurrentSettings.MetricInForce;
        var collections = GC.CollectionCount(0);
        var bytes = Read(metric);
        _pace.Sampled(bytes);
        // A probe that read exactly in the meantime has the newer figure: keep it.
        if (bytes != ProcessMemory.Unknown && Interlocked.CompareExchange(ref _generation, generation + 1, generation) == generation)
            Publish(new MemoryReading(bytes, metric), collections);
        SlowPathTick.Next();
    }

    static long Read(MemoryMetric metric)
    {
        if (!ProcessMemory.IsSlow(metric))
            return ProcessMemory.Read(metric);
        var start = Stopwatch.GetTimestamp();
        var bytes = ProcessMemory.Read(metric);
        var end = Stopwatch.GetTimestamp();
        Volatile.Write(ref _nextSlowReading, end + ((end - start) * PausePerReading));
        return bytes;
    }

    static int Pause()
    {
        if (!ProcessMemory.IsSlow(CurrentSettings.MetricInForce))
            return _pace.Pause(Volatile.Read(ref _isWatched));
        var milliseconds = (Volatile.Read(ref _nextSlowReading) - Stopwatch.GetTimestamp()) * 1_000 / Stopwatch.Frequency;
        return (int)Math.Clamp(milliseconds + 1, 1, 60_000);
    }

    static MemoryReading Publish(MemoryReading reading, int collections)
    {
        while (true)
        {
            var published = Latest;
            // The metric changed while this was read: whoever changed it has published a reading of the new one.
            if (reading.Metric != CurrentSettings.MetricInForce)
                return published;
            if (reading.TryReplace(ref _latest, published))
            {
                Volatile.Write(ref _collections, collections);
                return reading;
            }
        }
    }

    static int Rest()
    {
        _idle = 0;
        Volatile.Write(ref _asleep, true);
        // The last tick sends every line's next probe to take a reading, which finds readings at rest and wakes them.
        SlowPathTick.Next();
        return SamplerSubscription.Rest;
    }
}
