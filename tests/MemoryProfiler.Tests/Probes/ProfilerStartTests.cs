using MemoryProfiler.Collecting;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Tests.Probes;

public class ProfilerStartTests
{
    [Fact]
    public void A_part_that_a_platform_does_not_have_is_named_in_the_report_once_and_throws_nothing()
    {
        ProfilerStart.Run("threads of Mars", () => throw new PlatformNotSupportedException("No threads here"));
        ProfilerStart.Run("threads of Mars", () => throw new PlatformNotSupportedException("No threads here"));

        new ReportBuilder([], [], new MethodFigures(MemoryMetric.WorkingSet, areBytesEstimated: false))
            .Build(0, []).Notes
            .Where(note => note.Contains("Mars", StringComparison.Ordinal))
            .ShouldBe(["A part of the profiler did not start on this platform (threads of Mars: No threads here); what it measures is missing or not exact."]);
    }

    [Fact]
    public void Every_part_starts_on_this_platform()
    {
        ProfilerStart.Run();

        ProfilerStart.Faults.Where(fault => !fault.Contains("Mars", StringComparison.Ordinal)).ShouldBeEmpty();
        AllocationClock.IsInexact.ShouldBeFalse();
    }

    [Fact]
    public void An_assembly_that_cannot_be_registered_has_numbers_of_its_own()
    {
        var before = MethodIds.Take(1);

        var first = Probe.Register(default, methodCount: 3);

        first.ShouldBeGreaterThan(before);
        MethodIds.Take(1).ShouldBeGreaterThanOrEqualTo(first + 3);
    }

    [Fact]
    public void The_methods_of_an_assembly_that_cannot_be_registered_run_and_are_in_no_figures()
    {
        const int slots = 40;
        var first = Probe.Register(default, methodCount: 2);
        var before = MemoryReport.Capture();

        for (var method = first; method < first + 2; method++)
        {
            var activation = Probe.Enter(method, slots);
            for (var slot = 1; slot < slots; slot++)
            {
                Probe.Line(activation, slot);
                GC.KeepAlive(new byte[100]);
            }
            Probe.Exit(activation);
        }

        MemoryReport.Capture().Methods.Select(method => (method.FullName, method.AllocatedBytes))
            .ShouldBe(before.Methods.Select(method => (method.FullName, method.AllocatedBytes)));
    }
}
