using System.Diagnostics.Tracing;
using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class EventSourceTests
{
    [Fact]
    public void A_call_that_ends_is_an_event_with_its_exact_bytes()
    {
        using var trace = new Trace(EventLevel.Verbose);

        Samples.Outer();

        trace.Events.ShouldBe(
        [
            "CallStop(method=Samples.Leaf(), allocatedBytes=1024)",
            "CallStop(method=Samples.Leaf(), allocatedBytes=1024)",
            "CallStop(method=Samples.Outer(), allocatedBytes=4072)",
        ]);
    }

    [Fact]
    public void A_crossing_is_an_event_with_its_place()
    {
        using var trace = new Trace(EventLevel.Warning);
        var rule = MemoryThresholds.Add(ThresholdCondition.CallAbove("1023 B"), ThresholdActions.None);
        try
        {
            Samples.Leaf(1_000);
        }
        finally
        {
            rule.Remove();
        }

        trace.Events.ShouldBe(["ThresholdCrossed(condition=call, method=Samples.Leaf(int length), file=Support/Samples.cs, line=16, value=1024, limit=1023)"]);
    }

    [Fact]
    public void Counters_add_up_calls_and_the_bytes_of_the_outermost_ones()
    {
        using var trace = new Trace(EventLevel.Informational, seconds: "0.1");
        SpinWait.SpinUntil(() => trace.Intervals > 1, TimeSpan.FromSeconds(30)).ShouldBeTrue();

        Samples.Outer();
        Samples.Outer();

        SpinWait.SpinUntil(() => trace.Sum("calls") >= 6 && trace.Sum("allocated-bytes") >= 8_144, TimeSpan.FromSeconds(30));
        trace.Sum("calls").ShouldBe(6);
        trace.Sum("allocated-bytes").ShouldBe(8_144);
        trace.Events.ShouldBeEmpty();
    }

    sealed class Trace : EventListener
    {
        readonly List<string> _events = [];
        readonly Dictionary<string, double> _sums = [];
        readonly EventSource _source;
        int _intervals;

        public Trace(EventLevel level, string? seconds = null)
        {
            Samples.Leaf();
            _source = EventSource.GetSources().Single(source => source.Name == "MemoryProfiler");
            EnableEvents(_source, level, EventKeywords.All, seconds is null ? null : new Dictionary<string, string?> { ["EventCounterIntervalSec"] = seconds });
            CallWatch.Refresh();
        }

        public List<string> Events
        {
            get
            {
                lock (_events)
                    return [.. _events];
            }
        }

        public int Intervals => Volatile.Read(ref _intervals);

        public double Sum(string counter)
        {
            lock (_sums)
                return _sums.GetValueOrDefault(counter);
        }

        public override void Dispose()
        {
            DisableEvents(_source);
            CallWatch.Refresh();
            base.Dispose();
        }

        protected override void OnEventWritten(EventWrittenEventArgs told)
        {
            if (told.EventSource != _source)
                return;
            if (told.EventName == "EventCounters")
            {
                var payload = (IDictionary<string, object?>)told.Payload![0]!;
                lock (_sums)
                    _sums[(string)payload["Name"]!] = _sums.GetValueOrDefault((string)payload["Name"]!) + (double)payload["Increment"]!;
                Interlocked.Increment(ref _intervals);
                return;
            }
            lock (_events)
                _events.Add($"{told.EventName}({string.Join(", ", told.PayloadNames!.Zip(told.Payload!, (name, value) => FormattableString.Invariant($"{name}={value}")))})");
        }
    }
}
