using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class PatienceTests
{
    readonly Clock _clock = new();

    [Fact]
    public void What_comes_is_not_waited_for_any_longer()
    {
        var asked = 0;

        new Patience(TimeSpan.FromMinutes(1), _clock).Await(Pass).ShouldBeTrue();

        asked.ShouldBe(3);

        bool Pass(TimeSpan wait)
        {
            _clock.Pass(wait);
            return ++asked == 3;
        }
    }

    [Fact]
    public void It_ends_and_has_ended_for_what_is_waited_for_next()
    {
        var patience = new Patience(TimeSpan.FromSeconds(1), _clock);

        patience.Await(wait =>
        {
            _clock.Pass(wait);
            return false;
        }).ShouldBeFalse();

        patience.Await(_ => true).ShouldBeFalse();
    }

    [Fact]
    public void Time_in_which_all_stands_still_does_not_count()
    {
        var asked = 0;

        // A minute passes at once; a tenth of a second of it counts.
        new Patience(TimeSpan.FromSeconds(1), _clock).Await(_ =>
        {
            _clock.Pass(TimeSpan.FromMinutes(1));
            asked++;
            return false;
        }).ShouldBeFalse();

        asked.ShouldBe(10);
    }

    sealed class Clock : TimeProvider
    {
        long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
