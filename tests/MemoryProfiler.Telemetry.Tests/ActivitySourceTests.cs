using System.Diagnostics;
using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class ActivitySourceTests : IDisposable
{
    readonly List<Activity> _stopped = [];
    readonly ActivityListener _listener;
    Action<Activity>? _whenStarted;

    public ActivitySourceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MemoryProfiler",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => _whenStarted?.Invoke(activity),
            ActivityStopped = activity =>
            {
                lock (_stopped)
                    _stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        CallWatch.Refresh();
    }

    public void Dispose()
    {
        _listener.Dispose();
        CallWatch.Refresh();
    }

    [Fact]
    public void Each_outermost_call_has_an_activity_with_its_exact_bytes()
    {
        Samples.Outer();
        Samples.Leaf(1_000);
        using (MemoryScope.Enter("an outermost block"))
            Samples.Leaf();

        _stopped.Select(activity => (activity.DisplayName, Bytes(activity))).ShouldBe([("Samples.Outer", 4_072), ("Samples.Leaf", 1_024), ("an outermost block", 1_024)]);
    }

    [Fact]
    public void The_tags_of_a_calls_activity_are_those_of_the_conventions_and_our_own()
    {
        Samples.Leaf(1_000);

        var activity = _stopped.ShouldHaveSingleItem();
        activity.TagObjects.ShouldBe(
        [
            new("code.function.name", Samples.Namespace + "Leaf"),
            new("code.file.path", "Support/Samples.cs"),
            new("code.line.number", 15),
            new("memoryprofiler.method", "Samples.Leaf(int length)"),
            new("memoryprofiler.allocated_bytes", 1_024L),
        ]);
        (activity.Kind, activity.Status, activity.IsStopped).ShouldBe((ActivityKind.Internal, ActivityStatusCode.Unset, true));
    }

    [Fact]
    public void The_activity_of_a_call_is_a_child_of_the_current_one_which_has_the_bytes_too_and_is_current_again()
    {
        using var request = new Activity("request").Start();

        Samples.Runs(() => Activity.Current.ShouldNotBe(request));

        Activity.Current.ShouldBe(request);
        var activity = _stopped.ShouldHaveSingleItem();
        activity.Parent.ShouldBe(request);
        request.GetTagItem("memoryprofiler.allocated_bytes").ShouldBe(Bytes(activity));
    }

    [Fact]
    public async Task An_async_call_has_an_activity_from_its_start_to_its_end()
    {
        using var workers = new Workers(threads: 2, capacity: 1_000);
        await Samples.Hopping(workers, 1_000);
        lock (_stopped)
            _stopped.Clear();
        MemoryReport.Reset();
        using var request = new Activity("request").Start();

        await Samples.Hopping(workers, 1_000);

        Activity.Current.ShouldBe(request);
        var activity = _stopped.ShouldHaveSingleItem();
        activity.DisplayName.ShouldBe("Samples.Hopping");
        Bytes(activity).ShouldBe(MemoryReport.Capture().Methods.Single(method => method.Name.StartsWith("Samples.Hopping(", StringComparison.Ordinal)).AllocatedBytes);
        request.GetTagItem("memoryprofiler.allocated_bytes").ShouldBe(Bytes(activity));
    }

    [Fact]
    public async Task An_async_call_that_never_suspends_or_runs_on_inline_has_an_activity_too()
    {
        await Samples.Completed();
        await Samples.Inline();

        _stopped.Select(activity => activity.DisplayName).ShouldBe(["Samples.Completed", "Samples.Inline"]);
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public void An_activity_that_code_of_the_users_makes_current_stays_so()
    {
        var left = new Activity("left current");
        try
        {
            Samples.Runs(() => left.Start());

            Activity.Current.ShouldBe(left);
            _stopped.ShouldHaveSingleItem().DisplayName.ShouldBe("Samples.Runs");
        }
        finally
        {
            left.Stop();
            Activity.Current = null;
        }
    }

    [Fact]
    public void A_listener_that_fails_leaves_no_activity_behind_and_changes_no_figure()
    {
        _whenStarted = _ => throw new TimeoutException();
        MemoryReport.Reset();

        Samples.Outer();

        Activity.Current.ShouldBeNull();
        MemoryReport.Capture().Methods.Select(method => (method.Name, method.AllocatedBytes)).ShouldBe([("Samples.Outer()", 4_072), ("Samples.Leaf()", 2_048)]);
    }

    [Fact]
    public void What_an_activity_allocates_is_in_no_figure()
    {
        _whenStarted = _ => GC.KeepAlive(new byte[50_000]);
        MemoryReport.Reset();

        Samples.Outer();

        MemoryReport.Capture().Methods.Select(method => (method.Name, method.AllocatedBytes)).ShouldBe([("Samples.Outer()", 4_072), ("Samples.Leaf()", 2_048)]);
        Bytes(_stopped.ShouldHaveSingleItem()).ShouldBe(4_072);
    }

    static long Bytes(Activity activity) => (long)activity.GetTagItem("memoryprofiler.allocated_bytes")!;
}
