using MemoryProfiler;

namespace PeakLines;

/// <summary>Records allocation sites, and says which line allocates most and which holds most at the peak.</summary>
static class Observed
{
    static long _before;
    static long _widest;

    /// <summary>Runs something meanwhile; draws flame graphs if there is a folder to draw into.</summary>
    public static void Run(string name, Func<long> review, string? folder)
    {
        _before = GC.GetTotalMemory(forceFullCollection: true);
        AllocationSites.Start();
        var cents = review();
        var found = AllocationSites.Stop();

        var allocates = found.TopLines(1, AllocationMeasure.Allocated)[0];
        var holds = found.TopLines(1, AllocationMeasure.LiveAtPeak)[0];
        Console.WriteLine();
        Console.WriteLine($"{name}: {cents / 100:N0} sold");
        Console.WriteLine($"allocates most: {allocates.Name}, {MiB(allocates.AllocatedBytes)} of {MiB(found.AllocatedBytes)}");
        Console.WriteLine($"holds most:     {holds.Name}, {MiB(holds.PeakBytes)} of {MiB(found.PeakBytes)} at the peak");
        Console.WriteLine($"alive:          {MiB(_widest)} at its widest, as the collector counts");
        if (folder is null)
            return;
        var path = Path.Combine(folder, name.Replace(' ', '-'));
        var atPeak = new FlameOptions { Measure = AllocationMeasure.LiveAtPeak };
        found.SaveFlame(path + "-allocated.svg");
        found.SaveFlame(path + "-peak.svg", atPeak);
        found.SaveFlame(path + ".html", atPeak);
    }

    /// <summary>Here most is alive: collects, and counts what is.</summary>
    public static void Widest() => _widest = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - _before);

    static string MiB(long bytes) => $"{bytes / 1048576.0:0.0} MiB";
}
