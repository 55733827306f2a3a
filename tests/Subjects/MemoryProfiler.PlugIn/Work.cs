using System.Diagnostics;

namespace MemoryProfiler.PlugIn;

/// <summary>What hosts call, by reflection: each a way in which a plug-in uses the profiler.</summary>
public static class Work
{
    static Action? _handed;
    static byte[]? _kept;

    /// <summary>A call of 1,024 bytes.</summary>
    [Profile]
    public static int Call()
    {
        var block = new byte[1000];
        _kept = block;
        return _kept.Length;
    }

    /// <summary>A call that suspends, an iterator, a lambda on another thread and a scope.</summary>
    [Profile]
    public static async Task<int> Flow()
    {
        await Task.Yield();
        var sum = 0;
        foreach (var length in Blocks(3))
            sum += length;
        await Task.Run(() => sum += new byte[100].Length);
        using (MemoryScope.Enter("plug-in"))
            sum += new byte[10].Length;
        return sum;
    }

    [Profile]
    static IEnumerable<int> Blocks(int count)
    {
        for (var i = 0; i < count; i++)
            yield return new byte[100].Length;
    }

    /// <summary>An async call under an activity that never ends, and a delegate that outlives its call.</summary>
    [Profile]
    public static Task Abandon()
    {
        using var activity = new Activity("plug-in").Start();
        var never = new TaskCompletionSource();
        _handed = () => GC.KeepAlive(new byte[100]);
        return Wait(never.Task);
    }

    [Profile]
    static async Task Wait(Task never)
    {
        await never;
        _handed!();
    }

    /// <summary>Rules that are never removed, one of each kind that the profiler's own thread looks at.</summary>
    public static void Watch()
    {
        MemoryThresholds.Add(ThresholdCondition.WorkingSetAbove("1 TiB"), ThresholdActions.Log, _ => _handed?.Invoke());
        MemoryThresholds.Add(ThresholdCondition.FullCollectionsPerMinuteAbove(1_000_000), ThresholdActions.Log);
        MemoryProfilerSettings.Configure(options =>
        {
            options.LastReport = Path.Combine(Path.GetTempPath(), "plug-in-last-report-{pid}.json");
            options.AvoidBackgroundCollections = true;
            options.WorkingSetMode = WorkingSetMode.Off;
        });
    }

    /// <summary>Assertions that pass, one of each kind, and a recording that ends.</summary>
    public static void Assert()
    {
        MemoryAssert.AllocatesAtMost("10 KB", () => Call());
        MemoryAssert.AllocatesAtMostAsync("100 KB", Flow).GetAwaiter().GetResult();
        MemoryAssert.PeakAtMost("1 GiB", () => Call());
        MemoryMonitor.Measure(() => Call());
    }

    /// <summary>Reports in all forms, one that is read again and one that is compared.</summary>
    public static void Save()
    {
        var folder = Directory.CreateTempSubdirectory("plug-in");
        var report = MemoryReport.Capture();
        foreach (var ending in new[] { "txt", "json", "html", "md", "csv" })
            report.Save(Path.Combine(folder.FullName, "report." + ending));
        GC.KeepAlive(report.CompareTo(ProfileReport.Load(Path.Combine(folder.FullName, "report.json"))).ToString());
        folder.Delete(recursive: true);
    }

    /// <summary>Calls that go on until somebody says that it is enough.</summary>
    [Profile]
    public static void CallUntil(Func<bool> isEnough)
    {
        while (!isEnough())
            Call();
    }

    /// <summary>What the plug-in's own profiler says.</summary>
    public static string Report()
    {
        using var text = new StringWriter();
        MemoryReport.Print(text);
        return text.ToString();
    }
}
