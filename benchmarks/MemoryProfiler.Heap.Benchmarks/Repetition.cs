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
        var (wrong, refused) = (0, 0);
        // The first half has what the JIT compiles anew meanwhile.
        var resident = new Dictionary<int, long> { [20] = 0, [times / 2] = 0, [times] = 0 };
        for (var i = 1; i <= times; i++)
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
            if (resident.ContainsKey(i))
                resident[i] = ResidentPeak.Now();
        }
        Volatile.Write(ref ends, true);
        GC.KeepAlive(leaves);
        Console.WriteLine($"{times} snapshots, {threads} threads, server {GCSettings.IsServerGC}, {GCSettings.LatencyMode}: {wrong} wrong, {refused} refused, resident from the 20th on {(resident[times] - resident[20]) >> 10:+0;-0} KB, in the second half {(resident[times] - resident[times / 2]) >> 10:+0;-0} KB");
    }
}
