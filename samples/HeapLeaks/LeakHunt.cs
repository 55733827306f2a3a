using System.Globalization;
using MemoryProfiler;

namespace HeapLeaks;

/// <summary>How a leak is found: memory over time shows it, a snapshot names it, its path says which reference to cut.</summary>
static class LeakHunt
{
    const int Shown = 8;

    static readonly MemoryMonitorOptions _options = new() { Metrics = [MemoryMetric.ManagedHeap], Interval = TimeSpan.FromMilliseconds(1) };

    public static void Run(Story story, int mebibytes)
    {
        var right = MemoryMonitor.Measure(() => AutoSearch.Run(mebibytes, story.Fix), _options).Recording;
        var aliveRight = Heap.Count<DataFrame>();
        var leak = MemoryMonitor.Measure(() => AutoSearch.Run(mebibytes, story.Leak), _options).Recording;
        using var heap = HeapSnapshot.Capture();

        Console.WriteLine($"{AutoSearch.Trials} trials, each with a frame of {mebibytes} MiB");
        Console.WriteLine($"over time:  {OverTime(leak)}");
        Console.WriteLine($"alive:      {heap.Count<DataFrame>()} DataFrame, without which {MiB(heap.RetainedBytes(typeof(DataFrame)))} would be free");
        foreach (var path in heap.PathsToRoot<DataFrame>())
        {
            Console.WriteLine($"held by:    {path}");
            if (heap.ReferenceToCut(path) is { } cut)
                Console.WriteLine($"to cut:     {cut.Reference}, which frees {cut.Objects} of them, {MiB(cut.FreedBytes)}");
        }
        Console.WriteLine($"done right: {OverTime(right)}");
        Console.WriteLine($"            {aliveRight} DataFrame, {Share(right, leak)} of the memory at the peak");
    }

    /// <summary>Objects that hold each other, and that nobody else holds, are collected: a circle is no leak.</summary>
    public static void RunCycle(int mebibytes)
    {
        var recording = MemoryMonitor.Measure(() => AutoSearch.Run(mebibytes, _ => { }), _options).Recording;
        Console.WriteLine($"{AutoSearch.Trials} trials, each with a frame of {mebibytes} MiB");
        Console.WriteLine($"over time:  {OverTime(recording)}");
        Console.WriteLine($"alive:      {Heap.Count<DataFrame>()} DataFrame");
        var frame = new DataFrame(mebibytes);
        using var heap = HeapSnapshot.Capture();
        foreach (var cycle in heap.Cycles().Where(cycle => cycle.Steps[^1] is nameof(DataFrame) or nameof(FrameStats)))
            Console.WriteLine($"a circle:   {cycle}");
        GC.KeepAlive(frame);
    }

    // Some of the samples, from the first to the last.
    static string OverTime(MemoryRecording recording)
    {
        var samples = recording.Series[0].Samples;
        return string.Join(" → ", Enumerable.Range(0, Shown).Select(i => MiB(samples[i * (samples.Count - 1) / (Shown - 1)].Bytes)));
    }

    static string Share(MemoryRecording right, MemoryRecording leak) =>
        string.Create(CultureInfo.InvariantCulture, $"{(double)right.Peak!.Value.Bytes / leak.Peak!.Value.Bytes:0.00}");

    static string MiB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MiB");
}
