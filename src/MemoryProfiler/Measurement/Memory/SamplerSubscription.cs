using System.Diagnostics;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>Work that the sampler's thread does again and again for one subscriber, at the pace that the subscriber sets.</summary>
sealed class SamplerSubscription
{
    /// <summary>Returned in place of a pause: not again until <see cref="Wake"/>.</summary>
    public const int Rest = -1;

    // A subscriber that failed may fail each time.
    const int PauseAfterFault = 1_000;

    readonly string _name;
    readonly Func<int> _sample;
    long _due;
    bool _isWoken = true;

    SamplerSubscription(string name, Func<int> sample) => (_name, _sample) = (name, sample);

    /// <summary>Subscribes to the sampler, whose thread begins with the first. Null where there are no threads; the log then says so.</summary>
    /// <param name="name">What it does, for the log.</param>
    /// <param name="sample">Does it once and returns the milliseconds until the next time, or <see cref="Rest"/>. It must not block: all subscribers share the thread.</param>
    public static SamplerSubscription? TryBegin(string name, Func<int> sample)
    {
        var subscription = new SamplerSubscription(name, sample);
        return MemorySampler.TryAdd(subscription, name) ? subscription : null;
    }

    /// <summary>Has it done as soon as the thread is free, whatever the pause. Safe from any thread.</summary>
    public void Wake()
    {
        Volatile.Write(ref _isWoken, true);
        MemorySampler.Wake();
    }

    /// <summary>Does it if it is due. Called by the sampler's thread alone.</summary>
    /// <param name="now">The <see cref="Stopwatch"/>'s time.</param>
    /// <returns>The time at which it is due next; <see cref="long.MaxValue"/> if it rests.</returns>
    public long RunIfDue(long now)
    {
        if (!Volatile.Read(ref _isWoken) && now < _due)
            return _due;
        // Before the work: who wakes it meanwhile wants it done once more.
        Volatile.Write(ref _isWoken, false);
        var pause = Run();
        _due = pause == Rest ? long.MaxValue : Stopwatch.GetTimestamp() + (pause * Stopwatch.Frequency / 1_000);
        return _due;
    }

    int Run()
    {
        try
        {
            return _sample();
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"The sampler failed at this: {_name}.", e);
            return PauseAfterFault;
        }
    }
}
