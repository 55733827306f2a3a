namespace HeapLeaks;

/// <summary>What is to be told at the end: a lambda keeps every variable that it uses, whole.</summary>
static class Summary
{
    static readonly List<Func<string>> _lines = [];

    public static void AddStats(FrameStats stats) => _lines.Add(() => $"mean {stats.Mean()}");

    public static void AddMean(FrameStats stats)
    {
        var mean = stats.Mean();
        _lines.Add(() => $"mean {mean}");
    }
}
