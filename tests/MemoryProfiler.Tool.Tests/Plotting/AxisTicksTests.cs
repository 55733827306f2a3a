using MemoryProfiler.Tool.Plotting;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed class AxisTicksTests
{
    [Theory]
    [InlineData(412L << 20, 6, "0 100 200 300 400 500 MiB")]
    [InlineData(2L << 30, 6, "0 0.5 1 1.5 2 2.5 GiB")]
    [InlineData(9_000, 4, "0 2,500 5,000 7,500 10,000 B")]
    [InlineData(10_000, 4, "0 5 10 15 KiB")]
    [InlineData(0, 4, "0 0.5 1 1.5 B")]
    public void An_axis_of_bytes_has_round_steps_and_its_unit_at_the_top(long most, int count, string labels) =>
        string.Join(' ', AxisTicks.OfBytes(most, count).Labels).ShouldBe(labels);

    [Theory]
    [InlineData(0, 46, 10, "0 s, 5 s, 10 s, 15 s, 20 s, 25 s, 30 s, 35 s, 40 s, 45 s")]
    [InlineData(29, 34, 5, "29 s, 30 s, 31 s, 32 s, 33 s, 34 s")]
    [InlineData(0, 0.4, 4, "0 s, 0.1 s, 0.2 s, 0.3 s, 0.4 s")]
    [InlineData(0, 1000, 9, "0 min, 2 min, 4 min, 6 min, 8 min, 10 min, 12 min, 14 min, 16 min")]
    [InlineData(0, 7200, 4, "0:00 h, 0:30 h, 1:00 h, 1:30 h, 2:00 h")]
    [InlineData(3, 3, 4, "3.00 s")]
    public void An_axis_of_time_has_the_unit_that_people_count_in(double from, double to, int count, string labels) =>
        string.Join(", ", AxisTicks.OfTime(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to), count).Labels).ShouldBe(labels);

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0012, "1.20 ms")]
    [InlineData(0.521, "521 ms")]
    [InlineData(1.41, "1.41 s")]
    [InlineData(31.3, "31.3 s")]
    [InlineData(778, "12 min 58 s")]
    [InlineData(9_000, "2 h 30 min")]
    public void A_time_has_the_unit_that_suits_it(double seconds, string text) => TimeText.Of(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData(2_013_266, "+1.92 MiB/s")]
    [InlineData(-1_536, "-1.5 KiB/s")]
    [InlineData(12, "+12 B/s")]
    public void A_rate_has_a_sign(double bytes, string text) => TimeText.Rate(bytes).ShouldBe(text);
}
