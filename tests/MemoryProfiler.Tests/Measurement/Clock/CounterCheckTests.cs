using MemoryProfiler.Measurement.Clock;

namespace MemoryProfiler.Tests.Measurement.Clock;

public class CounterCheckTests
{
    [Fact]
    public void The_count_of_this_runtime_is_exact() =>
        CounterCheck.IsExact(GC.GetAllocatedBytesForCurrentThread).ShouldBeTrue();

    [Theory]
    [InlineData(64)]
    [InlineData(1_024)]
    [InlineData(8_192)]
    [InlineData(1 << 20)]
    public void A_count_of_whole_pieces_is_not_exact(int piece) =>
        CounterCheck.IsExact(() => GC.GetAllocatedBytesForCurrentThread() / piece * piece).ShouldBeFalse();

    [Fact]
    public void A_count_that_stands_still_is_not_exact() => CounterCheck.IsExact(() => 0).ShouldBeFalse();

    [Fact]
    public void A_count_with_one_charge_that_nobody_allocated_is_asked_again()
    {
        var reading = 0;
        long charged = 0;

        CounterCheck.IsExact(() =>
        {
            if (++reading == 9)
                charged = 8_192;
            return GC.GetAllocatedBytesForCurrentThread() + charged;
        }).ShouldBeTrue();

        reading.ShouldBeGreaterThanOrEqualTo(9);
    }
}
