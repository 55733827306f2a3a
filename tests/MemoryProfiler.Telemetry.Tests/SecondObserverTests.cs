using MemoryProfiler.Telemetry.Tests.Support;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry.Tests;

public sealed class SecondObserverTests
{
    static readonly (string?, double)[] _calls = [("Samples.Leaf()", 1_024), ("Samples.Leaf()", 1_024), ("Samples.Outer()", 4_072)];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_observer_sees_every_call_whether_telemetry_sees_them_too_or_is_off(bool telemetry)
    {
        MemoryProfilerSettings.Configure(options => options.Telemetry = telemetry);
        var seen = new SeenCalls();
        CallWatch.Add(seen);
        try
        {
            using var heard = new Heard();

            Samples.Outer();

            seen.Entered.ShouldBe(["Samples.Outer()", "Samples.Leaf()", "Samples.Leaf()"]);
            seen.Left.ShouldBe(_calls);
            heard.Of("memoryprofiler.method.allocated").ShouldBe(telemetry ? _calls : []);
        }
        finally
        {
            CallWatch.Remove(seen);
            MemoryProfilerSettings.Configure(options => options.Telemetry = true);
            CallWatch.Refresh();
        }
    }
}
