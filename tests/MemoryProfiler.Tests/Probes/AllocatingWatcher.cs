using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Probes.Lines;

namespace MemoryProfiler.Tests.Probes;

/// <summary>While it lives, the profiler itself allocates wherever a line ends.</summary>
sealed unsafe class AllocatingWatcher : LineObserver, IDisposable
{
    static byte[]? _kept;
    static int _calls;

    public AllocatingWatcher()
    {
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.EveryLine);
        LineWatch.Add(this);
    }

    public void Dispose()
    {
        LineWatch.Remove(this);
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.Sampled);
    }

    public override void LineEnded(Frame* frame, long visitBytes, long now, MemoryReading reading) =>
        Volatile.Write(ref _kept, new byte[100 + (Interlocked.Increment(ref _calls) % 1_000)]);
}
