using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

/// <summary>While it lives, the profiler itself allocates wherever a line ends.</summary>
sealed unsafe class AllocatingWatcher : IDisposable
{
    static byte[]? _kept;
    static int _calls;
    readonly LineWatcher? _before = LineWatch.Watcher;

    public AllocatingWatcher()
    {
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.EveryLine);
        LineWatch.Watcher = Allocate;
    }

    public void Dispose()
    {
        LineWatch.Watcher = _before;
        MemoryProfilerSettings.Configure(options => options.WorkingSetMode = WorkingSetMode.Sampled);
    }

    static void Allocate(Frame* frame, long visitBytes, long now, MemoryReading reading) =>
        Volatile.Write(ref _kept, new byte[100 + (Interlocked.Increment(ref _calls) % 1_000)]);
}
