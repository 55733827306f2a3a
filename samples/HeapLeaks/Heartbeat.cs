namespace HeapLeaks;

/// <summary>A timer that goes on: the runtime keeps it, and it keeps what its callback needs.</summary>
static class Heartbeat
{
    static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    public static void Start(FrameStats stats) => New(stats).Change(_hour, _hour);

    public static void StartAndStop(FrameStats stats)
    {
        using var timer = New(stats);
        timer.Change(_hour, _hour);
    }

    // Without a state of its own a timer is its own state, so that it goes on while nobody else has it.
    static Timer New(FrameStats stats) => new(_ => stats.Mean());
}
