using MemoryProfiler.Ledger;
using MemoryProfiler.Telemetry.Tests.Support;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class SecondObserverTests
{
    [Fact]
    public void A_second_observer_and_telemetry_both_see_every_call()
    {
        var seen = new SeenCalls();
        CallWatch.Add(seen);
        try
        {
            using var heard = new Heard();

            Samples.Outer();

            seen.Entered.ShouldBe(["Samples.Outer()", "Samples.Leaf()", "Samples.Leaf()"]);
            seen.Left.ShouldBe([("Samples.Leaf()", 1_024), ("Samples.Leaf()", 1_024), ("Samples.Outer()", 4_072)]);
            heard.Of("memoryprofiler.method.allocated").ShouldBe(seen.Left);
        }
        finally
        {
            CallWatch.Remove(seen);
            CallWatch.Look();
        }
    }

    [Fact]
    public void A_second_observer_sees_every_call_while_telemetry_is_off()
    {
        MemoryProfilerSettings.Configure(options => options.Telemetry = false);
        var seen = new SeenCalls();
        CallWatch.Add(seen);
        try
        {
            using var heard = new Heard();

            Samples.Outer();

            seen.Entered.ShouldBe(["Samples.Outer()", "Samples.Leaf()", "Samples.Leaf()"]);
            seen.Left.ShouldBe([("Samples.Leaf()", 1_024), ("Samples.Leaf()", 1_024), ("Samples.Outer()", 4_072)]);
            heard.Of("memoryprofiler.method.allocated").ShouldBeEmpty();
        }
        finally
        {
            CallWatch.Remove(seen);
            MemoryProfilerSettings.Configure(options => options.Telemetry = true);
            CallWatch.Look();
        }
    }
}
