using System.Diagnostics;
using System.Text;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Measurement.Memory.Platforms;

namespace MemoryProfiler.Tests.Measurement.Memory;

public sealed class ProcessMemoryTests
{
    const string Rollup = """
        556095113000-7ffebd691000 ---p 00000000 00:00 0                          [rollup]
        Rss:              111796 kB
        Pss:               82513 kB
        Pss_Dirty:         79007 kB
        Shared_Clean:      32624 kB
        Private_Clean:       140 kB
        Private_Dirty:     78992 kB
        Private_Hugetlb:    2048 kB
        SwapPss:               0 kB

        """;

    [Theory]
    [InlineData("1234567 8910 11 12 0 13 0\n", 1, 8_910)]
    [InlineData("1234567 8910 11 12 0 13 0\n", 5, 13)]
    [InlineData("0 0 0 0 0 0 0\n", 1, 0)]
    [InlineData("", 1, 0)]
    public void A_field_of_statm_is_found_by_its_place(string statm, int field, long pages) =>
        LinuxProcess.Pages(Encoding.ASCII.GetBytes(statm), field).ShouldBe(pages);

    [Theory]
    [InlineData("Pss:", 82_513)]
    [InlineData("Private_", 140 + 78_992 + 2_048)]
    [InlineData("Locked:", 0)]
    public void Rows_of_smaps_rollup_that_begin_alike_are_added_up(string name, long kilobytes) =>
        ProcText.Sum(Encoding.ASCII.GetBytes(Rollup), Encoding.ASCII.GetBytes(name)).ShouldBe(kilobytes);

    [Theory]
    [InlineData(MemoryMetric.WorkingSet)]
    [InlineData(MemoryMetric.PrivateBytes)]
    public void The_reading_of_the_own_process_agrees_with_the_runtimes_own_within_a_tenth(MemoryMetric metric)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "The runtime's own figure is another one here.");
        using var process = Process.GetCurrentProcess();
        var expected = metric == MemoryMetric.WorkingSet ? process.WorkingSet64 : process.PrivateMemorySize64;
        ProcessMemory.Read(metric).ShouldBeInRange(expected * 9 / 10, expected * 11 / 10);
    }

    [Theory]
    [InlineData(MemoryMetric.WorkingSet)]
    [InlineData(MemoryMetric.PrivateBytes)]
    public void The_reading_of_another_process_agrees_with_the_runtimes_own_within_a_tenth_until_it_has_gone(MemoryMetric metric)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The child is a program of Linux.");
        using var child = Process.Start("sleep", "600");
        using var memory = ProcessMemory.Of(child.Id);
        // It grows while its program is loaded.
        SpinWait.SpinUntil(() => IsWithinATenth(memory.Read(metric), child), TimeSpan.FromSeconds(30)).ShouldBeTrue();
        child.Kill();
        child.WaitForExit();

        memory.Read(metric).ShouldBe(ProcessMemory.Unknown);

        bool IsWithinATenth(long bytes, Process child)
        {
            child.Refresh();
            var expected = metric == MemoryMetric.WorkingSet ? child.WorkingSet64 : child.PrivateMemorySize64;
            return expected > 0 && Math.Abs(bytes - expected) <= expected / 10;
        }
    }

    [Fact]
    public void What_is_unshared_is_part_of_what_is_shared_in_parts_and_that_of_what_is_resident()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells what is shared.");
        var uss = ProcessMemory.Read(MemoryMetric.Uss);
        var pss = ProcessMemory.Read(MemoryMetric.Pss);
        var resident = ProcessMemory.Read(MemoryMetric.WorkingSet);
        uss.ShouldBeInRange(resident / 10, pss);
        pss.ShouldBeInRange(uss, resident);
    }

    [Fact]
    public void The_managed_heap_is_what_the_runtime_says()
    {
        var expected = GC.GetTotalMemory(forceFullCollection: false);
        ProcessMemory.Read(MemoryMetric.ManagedHeap).ShouldBeInRange(expected * 9 / 10, expected * 11 / 10);
    }

    [Fact]
    public void A_reading_of_no_metric_knows_nothing() =>
        ProcessMemory.IsAvailable(MemoryMetric.None).ShouldBeFalse();

    [Theory]
    [InlineData(MemoryMetric.WorkingSet, 1_000)]
    [InlineData(MemoryMetric.PrivateBytes, 1_000)]
    [InlineData(MemoryMetric.Pss, 5)]
    [InlineData(MemoryMetric.Uss, 5)]
    [InlineData(MemoryMetric.ManagedHeap, 1_000)]
    public void A_reading_of_a_processs_memory_allocates_nothing(MemoryMetric metric, int readings)
    {
        ProcessMemory.Read(metric);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < readings; i++)
            ProcessMemory.Read(metric);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
