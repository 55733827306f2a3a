using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Tests.Measurement.Memory;

public class SamplingPaceTests
{
    SamplingPace _pace;

    [Fact]
    public void A_thread_that_runs_alone_has_a_reading_every_millisecond()
    {
        _pace.Use(1);
        _pace.Use(1);
        _pace.Pause(isWatched: false).ShouldBe(1);
        _pace.IsUsed.ShouldBeTrue();
    }

    [Fact]
    public void Several_threads_have_a_reading_every_ten_milliseconds_until_one_is_alone_again()
    {
        _pace.Use(1);
        _pace.Use(2);
        _pace.Pause(isWatched: false).ShouldBe(10);
        _pace.Next();
        _pace.IsUsed.ShouldBeFalse();
        _pace.Use(2);
        _pace.Pause(isWatched: false).ShouldBe(1);
    }

    [Fact]
    public void Twenty_readings_within_64_KiB_of_each_other_make_the_pace_four_milliseconds_and_a_jump_one_again()
    {
        const long Megabyte = 1 << 20;
        _pace.Sampled(Megabyte);
        for (var i = 1; i <= 20; i++)
        {
            _pace.Pause(isWatched: false).ShouldBe(1);
            _pace.Sampled(Megabyte + i);
        }
        _pace.Pause(isWatched: false).ShouldBe(4);
        _pace.Sampled(Megabyte + 20 + (64 * 1024));
        _pace.Pause(isWatched: false).ShouldBe(1);
    }

    [Fact]
    public void A_program_that_runs_through_many_lines_has_readings_the_less_often_as_each_line_pays_for_one()
    {
        Lines(499).ShouldBe(1);
        Lines(500).ShouldBe(2);
        Lines(5_000).ShouldBe(20);
        Lines(100_000).ShouldBe(400);
        Lines(1_000_000).ShouldBe(500);
        Lines(1).ShouldBe(1);
    }

    [Fact]
    public void Who_watches_lines_waits_no_longer_than_fifty_milliseconds_for_a_reading()
    {
        Lines(5_000, isWatched: true).ShouldBe(20);
        Lines(1_000_000, isWatched: true).ShouldBe(50);
    }

    int Lines(int count, bool isWatched = false)
    {
        for (var i = 0; i < count; i++)
            _pace.Use(1);
        var pause = _pace.Pause(isWatched);
        _pace.Next();
        return pause;
    }
}
