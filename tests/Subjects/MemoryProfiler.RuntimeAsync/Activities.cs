using System.Diagnostics;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>Activities of calls that suspend, and named scopes in them.</summary>
static class Activities
{
    static readonly List<Activity> _stopped = [];

    /// <summary>Listens; before the first profiled call.</summary>
    public static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MemoryProfiler",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_stopped)
                    _stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    public static void Run()
    {
        for (var i = 0; i < 2; i++)
        {
            lock (_stopped)
                _stopped.Clear();
            MemoryReport.Reset();
            Outer().Wait();
            Scoped().Wait();
        }
        var names = Names();
        Checks.Equal("activities of outermost calls", "Activities.Outer, Activities.Scoped", names);
        Checks.Equal("bytes of the first", Bytes("Outer"), Figures.Of("Outer").MaxAllocatedBytes);
        Checks.Equal("calls of the scope", 1, MemoryReport.Capture().Methods.Single(method => method.Name == "between awaits").Calls);
        Checks.Equal("bytes of the scope", 1_024L, MemoryReport.Capture().Methods.Single(method => method.Name == "between awaits").AllocatedBytes);
    }

    static string Names()
    {
        lock (_stopped)
            return string.Join(", ", _stopped.Select(activity => activity.DisplayName));
    }

    static long Bytes(string name)
    {
        lock (_stopped)
            return (long)_stopped.Single(activity => activity.DisplayName.EndsWith(name, StringComparison.Ordinal)).GetTagItem("memoryprofiler.allocated_bytes")!;
    }

    [Profile]
    static async Task Outer()
    {
        GC.KeepAlive(Made.Bytes(1_000));
        await Inner();
        GC.KeepAlive(Made.Bytes(1_000));
    }

    [Profile]
    static async Task Inner()
    {
        await Task.Yield();
        GC.KeepAlive(Made.Bytes(1_000));
    }

    [Profile]
    static async Task Scoped()
    {
        await Task.Yield();
        using (MemoryScope.Enter("between awaits"))
            GC.KeepAlive(Made.Bytes(1_000));
        await Task.Yield();
    }
}
