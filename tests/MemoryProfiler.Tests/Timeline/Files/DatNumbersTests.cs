using MemoryProfiler.Timeline.Files;

namespace MemoryProfiler.Tests.Timeline.Files;

public sealed class DatNumbersTests
{
    [Theory]
    [InlineData(48_439_296, "46.195312")] // 46.1953125: half to even
    [InlineData(44_326_912, "42.273438")] // 42.2734375
    [InlineData(0, "0.000000")]
    [InlineData(1, "0.000001")]
    public void Memory_is_rounded_as_python_rounds(long bytes, string text) =>
        DatNumbers.Bytes(bytes, DatNumbers.SampleDecimals).ShouldBe(text);

    [Fact]
    public void Pages_and_kibibytes_come_back_exactly_and_all_other_bytes_with_the_same_digits()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            foreach (var decimals in new[] { DatNumbers.SampleDecimals, DatNumbers.Decimals })
            {
                var kibibytes = random.NextInt64(1L << 32) * 1024;
                DatNumbers.TryBytes(DatNumbers.Bytes(kibibytes, decimals), out var read).ShouldBeTrue();
                read.ShouldBe(kibibytes);

                var text = DatNumbers.Bytes(random.NextInt64(1L << 42), decimals);
                DatNumbers.TryBytes(text, out read).ShouldBeTrue();
                DatNumbers.Bytes(read, decimals).ShouldBe(text);
            }
        }
    }

    [Fact]
    public void A_time_that_is_read_and_written_has_the_same_digits()
    {
        DatNumbers.TryTime("1795198912.9039", out var time).ShouldBeTrue();

        time.ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(17_951_989_129_039_000));
        DatNumbers.Time(time).ShouldBe("1795198912.9039");
    }
}
