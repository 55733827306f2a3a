using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>Reads the live memory from a thread of its own, again and again, while a delegate runs.</summary>
sealed class PeakSampler : IDisposable
{
    const int EnoughSamples = 8;
    const int MaxCalls = 50;

    readonly Thread _thread;
    int _call;
    int _calls;
    bool _isStopped;
    bool _hasMetRegion;
    long _before;
    long _peak;
    int _samples;

    PeakSampler()
    {
        _thread = new Thread(Sample) { IsBackground = true, Name = "MemoryAssert" };
        _thread.Start();
    }

    /// <summary>Calls the delegate until there are enough readings.</summary>
    /// <exception cref="InvalidOperationException">It begins a no-GC region.</exception>
    public static PeakMeasurement Measure(Action action)
    {
        using var sampler = new PeakSampler();
        while (sampler.NeedsMore)
        {
            sampler.BeginCall();
            action();
            sampler.EndCall();
        }
        return sampler.Measured();
    }

    /// <summary>The same for an async delegate.</summary>
    /// <exception cref="InvalidOperationException">It begins a no-GC region.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<PeakMeasurement> MeasureAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        using var sampler = new PeakSampler();
        while (sampler.NeedsMore)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sampler.BeginCall();
            await AllocationFlow.Begin(action).ConfigureAwait(true);
            sampler.EndCall();
        }
        return sampler.Measured();
    }

    public void Dispose() => Stop();

    PeakMeasurement Measured()
    {
        Stop();
        return _hasMetRegion ? throw NoGCRegion.NotReadable() : new PeakMeasurement { PeakBytes = _peak, Samples = _samples, Calls = _calls };
    }

    bool NeedsMore => _calls < MaxCalls && !Volatile.Read(ref _hasMetRegion) && Volatile.Read(ref _samples) < EnoughSamples;

    void BeginCall()
    {
        // What earlier calls have left behind is not this one's.
        Volatile.Write(ref _before, LiveHeap.Read());
        // Odd while a call runs.
        Interlocked.Increment(ref _call);
    }

    void EndCall()
    {
        Interlocked.Increment(ref _call);
        _calls++;
    }

    void Stop()
    {
        Volatile.Write(ref _isStopped, true);
        _thread.Join();
    }

    void Sample()
    {
        while (!Volatile.Read(ref _isStopped))
        {
            var call = Volatile.Read(ref _call);
            if ((call & 1) != 0 && NoGCRegion.IsInForce)
            {
                Volatile.Write(ref _hasMetRegion, true);
            }
            else if ((call & 1) != 0)
            {
                var before = Volatile.Read(ref _before);
                var live = LiveHeap.Sample();
                if (call == Volatile.Read(ref _call))
                {
                    _peak = Math.Max(_peak, live - before);
                    Interlocked.Increment(ref _samples);
                }
            }
            Thread.Sleep(1);
        }
    }
}
