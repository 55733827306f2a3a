namespace HeapLeaks;

/// <summary>A way to keep what nobody needs, and the same done right.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Leak">Keeps the accessor, and so its frame.</param>
/// <param name="Fix">Keeps what is needed of it.</param>
sealed record Story(string Name, Action<FrameStats> Leak, Action<FrameStats> Fix)
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("event", ProgressEvent.Follow, ProgressEvent.FollowForAWhile),
        new("cache", ScoreCache.KeepStats, ScoreCache.KeepScore),
        new("timer", Heartbeat.Start, Heartbeat.StartAndStop),
        new("closure", Summary.AddStats, Summary.AddMean),
    ];
}
