namespace HeapLeaks;

/// <summary>A cache that nobody empties: it had better have the results than what they came from.</summary>
static class ScoreCache
{
    static readonly Dictionary<int, FrameStats> _stats = [];
    static readonly Dictionary<int, double> _scores = [];

    public static void KeepStats(FrameStats stats) => _stats.Add(_stats.Count, stats);

    public static void KeepScore(FrameStats stats) => _scores.Add(_scores.Count, stats.Mean());
}
