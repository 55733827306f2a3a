namespace MemoryProfiler.Assertions;

/// <summary>Reads the live memory from a thread of its own, again and again, while a delegate runs.</summary>
sealed class PeakSampler
{
    const int EnoughSamples = 8;
    const int MaxCalls = 50;

    readonly Action _action;
    int _call;
    bool _isStopped;
    long _peak;
    int _samples;

    PeakSampler(Action action) => _action = action;

    /// <summary>Calls the delegate until there are enough readings.</summary>
    public static PeakMeasurement Measure(Action action) => new PeakSampler(action).Measure();

    PeakMeasurement Measure()
    {
        var before = LiveHeap.Read();
        _peak = before;
        var sampler = new Thread(Sample) { IsBackground = true, Name = "MemoryAssert" };
        sampler.Start();
        var calls = 0;
        try
        {
            while (calls < MaxCalls && Volatile.Read(ref _samples) < EnoughSamples)
            {
                // Odd while a call runs.
                Interlocked.Increment(ref _call);
                _action();
                Interlocked.Increment(ref _call);
                calls++;
            }
        }
        finally
        {
            Volatile.Write(ref _isStopped, true);
            sampler.Join();
        }
        return new PeakMeasurement { PeakBytes = _peak - before, Samples = _samples, Calls = calls };
    }

    void Sample()
    {
        while (!Volatile.Read(ref _isStopped))
        {
            var call = Volatile.Read(ref _call);
            var live = LiveHeap.Sample();
            if ((call & 1) != 0 && call == Volatile.Read(ref _call))
            {
                _peak = Math.Max(_peak, live);
                Interlocked.Increment(ref _samples);
            }
            Thread.Sleep(1);
        }
    }
}
