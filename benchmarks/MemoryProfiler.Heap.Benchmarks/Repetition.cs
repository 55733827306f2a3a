using System.Runtime;

namespace MemoryProfiler.HeapBenchmarks;

/// <summary>Snapshots over and over while other threads allocate.</summary>
static class Repetition
{
    const int Known = 12_345;

    public static void Run(int times, int threads)
    {
        var leaves = Enumerable.Range(0, Known).Select(i => new Leaf("", i)).ToArray();
        var ends = false;
        for (var i = 0; i < threads; i++)
        {
            new Thread(() =>
            {
                while (!Volatile.Read(ref ends))
                    GC.KeepAlive(new byte[Random.Shared.Next(1, 5000)]);
            }) { IsBackground = true }.Start();
        }
        var (wrong, refused, first, last) = (0, 0, 0L, 0L);
        for (var i = 0; i < times; i++)
        {
            try
            {
                using var heap = HeapSnapshot.Capture();
                if (heap.Count<Leaf>() != Known)
                    wrong++;
            }
            catch (HeapSnapshotException fault)
            {
                refused++;
                Console.WriteLine(fault.Message);
            }
            if (i == 19 || i == times - 1)
                (first, last) = (first == 0 ? ResidentPeak.Now() : first, ResidentPeak.Now());
        }
        Volatile.Write(ref ends, true);
        GC.KeepAlive(leaves);
        Console.WriteLine($"{times} snapshots, {threads} threads, server {GCSettings.IsServerGC}, {GCSettings.LatencyMode}: {wrong} wrong, {refused} refused, resident from the 20th on {(last - first) >> 10:+0;-0} KB");
    }
}
