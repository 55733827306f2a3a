using System.Diagnostics;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Thresholds;

/// <summary>
/// Looks at what is the whole process's, while a rule needs it. That is rates, the container, and limits that are crossed
/// while no profiled line ends. A subscriber of the sampler. What it sees it leaves to the next profiled line that ends,
/// on whichever thread, so that a debugger stops in code of the user's. If none does for a second, a thread of its own
/// acts.
/// </summary>
static class ProcessWatch
{
    const int Minute = 60_000;
    const int Pause = 50;
    // Near the end of memory a program may take the rest within a few hundredths of a second.
    const int PauseNearTheEnd = 5;
    const int Grace = 1_000;
    const int SamplePause = 250;

    static readonly Queue<ProcessSample> _samples = new();
    static readonly object _gate = new();
    static SamplerSubscription? _subscription;
    static bool _hasSeen;
    static long _nextSample;
    static long _growth;
    static long _fullCollections;

    /// <summary>Whether a crossing was seen that the next profiled line is to report.</summary>
    public static bool HasSeen => Volatile.Read(ref _hasSeen);

    /// <summary>Subscribes to the sampler, or wakes it.</summary>
    public static void Begin()
    {
        lock (_gate)
        {
            if (_subscription is { } subscription)
                subscription.Wake();
            else
                _subscription = SamplerSubscription.TryBegin("limits of the process; they are seen by profiled lines only", Sample);
        }
    }

    /// <summary>What a rule of the whole process looks at, now, and its limit. The value is 0 where it is not known.</summary>
    public static (long Value, long Limit) Read(MemoryThreshold rule)
    {
        var condition = rule.Condition;
        return condition.Kind switch
        {
            ThresholdKind.WorkingSet => (ProcessMemory.Read(MemoryMetric.WorkingSet), condition.Limit),
            ThresholdKind.ManagedHeap => (GC.GetTotalMemory(forceFullCollection: false), condition.Limit),
            ThresholdKind.ContainerShare when ContainerMemory.Current is { } container => (container.ReadUsage(), (long)(container.Limit * condition.Share)),
            ThresholdKind.FullCollectionsPerMinute => (Interlocked.Read(ref _fullCollections), condition.Limit),
            ThresholdKind.GrowthPerMinute => (Interlocked.Read(ref _growth), condition.Limit),
            _ => (0, condition.Limit),
        };
    }

    static int Sample()
    {
        var isNeeded = CheckRules();
        var isNear = LastReport.IsWanted && LastReport.Check();
        if (isNeeded || LastReport.IsWanted)
            return isNear ? PauseNearTheEnd : Pause;
        lock (_samples)
            _samples.Clear();
        return SamplerSubscription.Rest;
    }

    /// <summary>Looks once; false if no rule needs it.</summary>
    static bool CheckRules()
    {
        var now = Environment.TickCount64;
        var isNeeded = false;
        var hasSeen = false;
        TakeSample(now);
        foreach (var rule in ThresholdRules.Armed)
        {
            if (rule.Condition.Kind is ThresholdKind.Call or ThresholdKind.LineVisit)
                continue;
            isNeeded = true;
            // Nobody but the method's own lines can tell whether it runs.
            if (rule.Method != 0)
                continue;
            var (value, limit) = Read(rule);
            if (value <= limit)
            {
                rule.SeenAt = 0;
                continue;
            }
            if (rule.SeenAt == 0)
                rule.SeenAt = now;
            if (now - rule.SeenAt < Grace)
                hasSeen = true;
            else if (rule.TryFire())
                Act(rule, value, limit);
        }
        Volatile.Write(ref _hasSeen, hasSeen);
        return isNeeded;
    }

    // A rule may call the user's code, or wait for a debugger: the sampler must not stand still for it.
    static void Act(MemoryThreshold rule, long value, long limit)
    {
        try
        {
            new Thread(() => CrossingActions.Run(rule, value, limit)) { IsBackground = true, Name = "MemoryProfiler thresholds" }.Start();
        }
        catch (Exception e) when (e is ThreadStartException or OutOfMemoryException)
        {
            CrossingActions.Run(rule, value, limit);
        }
    }

    static void TakeSample(long now)
    {
        var workingSet = ProcessMemory.Read(MemoryMetric.WorkingSet);
        var collections = GC.CollectionCount(GC.MaxGeneration);
        lock (_samples)
        {
            while (_samples.TryPeek(out var oldest) && now - oldest.Time > Minute)
                _samples.Dequeue();
            if (_samples.Count == 0 || now >= _nextSample)
            {
                _samples.Enqueue(new ProcessSample(now, workingSet, collections));
                _nextSample = now + SamplePause;
            }
            var first = _samples.Peek();
            Interlocked.Exchange(ref _growth, workingSet - first.WorkingSet);
            Interlocked.Exchange(ref _fullCollections, collections - first.FullCollections);
        }
    }

    readonly record struct ProcessSample(long Time, long WorkingSet, int FullCollections);
}
