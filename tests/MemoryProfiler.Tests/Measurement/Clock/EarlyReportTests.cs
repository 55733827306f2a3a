using System.Reflection;
using System.Runtime.Loader;

namespace MemoryProfiler.Tests.Measurement.Clock;

public class EarlyReportTests
{
    [Fact]
    public void A_report_before_the_first_woven_method_reads_its_thread_directly_too()
    {
        // A second copy of the profiler, in which nothing has begun.
        var context = new AssemblyLoadContext("untouched");
        var profiler = context.LoadFromAssemblyPath(typeof(MemoryReport).Assembly.Location);

        var report = profiler.GetType("MemoryProfiler.MemoryReport", throwOnError: true)!.GetMethod("Capture")!.Invoke(null, null)!;

        IsAvailable(profiler).ShouldBe(AllocationClockInUse == AllocationClockKind.Direct);
        var cost = report.GetType().GetProperty("Cost")!.GetValue(report)!;
        cost.GetType().GetProperty("Clock")!.GetValue(cost)!.ToString().ShouldBe(AllocationClockInUse.ToString());
    }

    static AllocationClockKind AllocationClockInUse => MemoryReport.Capture().Cost.Clock;

    static bool IsAvailable(Assembly profiler) =>
        (bool)profiler.GetType("MemoryProfiler.Measurement.Clock.DirectClock", throwOnError: true)!.GetProperty("IsAvailable")!.GetValue(null)!;
}
