using System.Text;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Tests.Measurement;

public sealed class WorkingSetTests
{
    [Theory]
    [InlineData("1234567 8910 11 12 0 13 0\n", 8_910)]
    [InlineData("0 0 0 0 0 0 0\n", 0)]
    public void The_second_field_of_statm_is_the_resident_pages(string statm, long pages) =>
        LinuxWorkingSet.ResidentPages(Encoding.ASCII.GetBytes(statm)).ShouldBe(pages);

    [Fact]
    public void The_reading_agrees_with_the_runtimes_own_within_a_tenth()
    {
        Assert.SkipUnless(WorkingSet.IsAvailable, "This platform gives no working set.");
        var expected = Environment.WorkingSet;
        WorkingSet.Read().ShouldBeInRange(expected * 9 / 10, expected * 11 / 10);
    }

    [Fact]
    public void A_reading_allocates_nothing()
    {
        WorkingSet.Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            WorkingSet.Read();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
