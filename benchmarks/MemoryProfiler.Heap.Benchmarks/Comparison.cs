using System.Diagnostics;

namespace MemoryProfiler.HeapBenchmarks;

/// <summary>Snapshots of many small objects, each in turn with one that dotnet-gcdump takes of the same process.</summary>
static class Comparison
{
    const int Rounds = 5;

    public static void Run(int count, string? gcdump)
    {
        var shared = new object();
        var leaves = new Leaf[count];
        for (var i = 0; i < count; i++)
            leaves[i] = new Leaf(shared, i);
        for (var round = 0; round < Rounds; round++)
        {
            Own(count);
            if (gcdump is not null)
                Theirs(gcdump);
        }
        GC.KeepAlive(leaves);
    }

    static void Own(int count)
    {
        GC.Collect();
        var before = ResidentPeak.Now();
        ResidentPeak.Reset();
        using var standstill = new Standstill();
        var watch = Stopwatch.StartNew();
        using var heap = HeapSnapshot.Capture(new HeapSnapshotOptions { Timeout = TimeSpan.FromMinutes(5) });
        var captured = watch.Elapsed;
        var paths = heap.PathsToRoot<Leaf>();
        var extra = ResidentPeak.Read() - before;
        Console.WriteLine($"own     {captured.TotalSeconds:F2} s, with paths {watch.Elapsed.TotalSeconds:F2} s, standstill {standstill.Longest.TotalSeconds:F3} s, peak +{extra >> 20} MB = {(double)extra / heap.ObjectCount:F0} B an object, kept {heap.OwnBytes >> 20} MB, {heap.ObjectCount:N0} objects, right: {heap.Count<Leaf>() == count}, {paths[0]}");
    }

    static void Theirs(string gcdump)
    {
        var file = Path.Combine(Path.GetTempPath(), $"heap-{Environment.ProcessId}.gcdump");
        using var standstill = new Standstill();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(gcdump, ["collect", "-p", $"{Environment.ProcessId}", "-o", file]) { RedirectStandardOutput = true })!;
        var peak = 0L;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, ResidentPeak.Read(process.Id));
        }
        Console.WriteLine($"gcdump  {watch.Elapsed.TotalSeconds:F2} s, standstill {standstill.Longest.TotalSeconds:F3} s, {peak >> 20} MB in its process");
        File.Delete(file);
    }
}
