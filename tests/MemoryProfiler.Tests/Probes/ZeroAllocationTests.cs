using System.Runtime.CompilerServices;

namespace MemoryProfiler.Tests.Probes;

public sealed class ZeroAllocationTests
{
    [Fact]
    public void A_million_calls_of_a_profiled_empty_method_allocate_nothing()
    {
        Empty();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000_000; i++)
            Empty();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_million_lines_allocate_nothing()
    {
        Count(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Count(1_000_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBe(499_999_500_000);
    }

    [Fact]
    public void Ever_deeper_recursion_allocates_nothing()
    {
        Deep(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var depth = Deep(5_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        depth.ShouldBe(5_000);
    }

    [Theory]
    [InlineData(WorkingSetMode.Sampled, MemoryMetric.PrivateBytes, 10_000)]
    [InlineData(WorkingSetMode.Sampled, MemoryMetric.Uss, 10_000)]
    [InlineData(WorkingSetMode.Sampled, MemoryMetric.ManagedHeap, 10_000)]
    [InlineData(WorkingSetMode.Sampled, MemoryMetric.None, 10_000)]
    [InlineData(WorkingSetMode.EveryLine, MemoryMetric.WorkingSet, 10_000)]
    [InlineData(WorkingSetMode.EveryLine, MemoryMetric.Pss, 3)]
    [InlineData(WorkingSetMode.Off, MemoryMetric.WorkingSet, 10_000)]
    public void Lines_allocate_nothing_whatever_is_read(WorkingSetMode mode, MemoryMetric metric, int lines)
    {
        Configure(mode, metric);
        try
        {
            Count(1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Count(lines);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
        finally
        {
            Configure(WorkingSetMode.Sampled, MemoryMetric.WorkingSet);
        }
    }

    static void Configure(WorkingSetMode mode, MemoryMetric metric) => MemoryProfilerSettings.Configure(options =>
    {
        options.WorkingSetMode = mode;
        options.Metric = metric;
    });

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Empty()
    {
    }

    [Profile]
    static long Count(int n)
    {
        long sum = 0;
        for (var i = 0; i < n; i++)
            sum += i;
        return sum;
    }

    [Profile]
    static int Deep(int n) => n == 0 ? 0 : Deep(n - 1) + 1;
}
