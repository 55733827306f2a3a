using System.Diagnostics;
using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class DiagnosticListenerTests : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    readonly List<(string Name, object? Payload)> _events = [];
    readonly List<IDisposable> _subscriptions = [];

    public DiagnosticListenerTests()
    {
        Samples.Leaf();
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        CallWatch.Refresh();
    }

    public void Dispose()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        CallWatch.Refresh();
    }

    [Fact]
    public void Every_call_starts_and_stops_for_a_diagnostic_listener()
    {
        Samples.Outer();

        _events.Select(told => (told.Name, Call(told.Payload).Method, Call(told.Payload).AllocatedBytes)).ShouldBe(
        [
            ("CallStart", "Samples.Outer()", 0),
            ("CallStart", "Samples.Leaf()", 0),
            ("CallStop", "Samples.Leaf()", 1_024),
            ("CallStart", "Samples.Leaf()", 0),
            ("CallStop", "Samples.Leaf()", 1_024),
            ("CallStop", "Samples.Outer()", 4_072),
        ]);
        Call(_events[0].Payload).FullName.ShouldBe(Samples.Namespace + "Outer()");
    }

    [Fact]
    public async Task Async_calls_and_iterators_start_and_stop_once()
    {
        await Samples.Inline();
        foreach (var _ in Samples.Elements(3))
        {
        }

        _events.Select(told => (told.Name, Call(told.Payload).Method)).ShouldBe(
        [
            ("CallStart", "Samples.Inline()"),
            ("CallStop", "Samples.Inline()"),
            ("CallStart", "Samples.Elements(int count)"),
            ("CallStop", "Samples.Elements(int count)"),
        ]);
    }

    [Fact]
    public void An_iterator_that_is_broken_off_stops_where_it_is_disposed()
    {
        foreach (var _ in Samples.Guarded())
            break;

        _events.Select(told => (told.Name, Call(told.Payload).Method, Call(told.Payload).AllocatedBytes)).ShouldBe(
        [
            ("CallStart", "Samples.Guarded()", 0),
            ("CallStop", "Samples.Guarded()", 1_024),
        ]);
    }

    [Fact]
    public void The_task_of_a_call_that_never_suspends_is_in_its_bytes()
    {
        Samples.Made(1_000).IsCompleted.ShouldBeTrue();

        _events.Select(told => (told.Name, Call(told.Payload).AllocatedBytes)).ShouldBe([("CallStart", 0), ("CallStop", 1_024 + 72)]);
    }

    [Fact]
    public void A_crossed_threshold_is_told_to_a_diagnostic_listener()
    {
        var rule = MemoryThresholds.Add(ThresholdCondition.CallAbove("1023 B"), ThresholdActions.None);
        try
        {
            Samples.Leaf();
        }
        finally
        {
            rule.Remove();
        }

        var crossing = _events.Single(told => told.Name == "Threshold").Payload.ShouldBeOfType<ThresholdCrossing>();
        (crossing.Method, crossing.Value, crossing.Limit).ShouldBe(("Samples.Leaf()", 1_024, 1_023));
    }

    [Fact]
    public void Names_of_diagnostic_events_are_short() => new[] { "CallStart", "CallStop", "Threshold" }.ShouldAllBe(name => name.Length < 16);

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == "MemoryProfiler")
            _subscriptions.Add(listener.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> told) => _events.Add((told.Key, told.Value));

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }

    static ProfiledCall Call(object? payload) => payload.ShouldBeOfType<ProfiledCall>();
}
