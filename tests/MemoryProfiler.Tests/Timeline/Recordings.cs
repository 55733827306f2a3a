namespace MemoryProfiler.Tests.Timeline;

/// <summary>Recordings that tests look at.</summary>
static class Recordings
{
    /// <summary>A process and its child by two metrics, with everything a recording can hold.</summary>
    public static MemoryRecording Full { get; } = new()
    {
        Command = "dotnet App.dll --load",
        Start = new DateTimeOffset(2026, 11, 20, 18, 21, 50, 91, TimeSpan.FromHours(1)),
        Interval = TimeSpan.FromMilliseconds(100),
        Duration = TimeSpan.FromMilliseconds(250.5),
        Baseline = 48_439_296,
        Series =
        [
            Series(4711, "App", MemoryMetric.WorkingSet, true, (0, 48_439_296), (100.1234, 50_000_896), (200, 49_999_872)),
            Series(4711, "App", MemoryMetric.Pss, true, (0, 30_000_128)),
            Series(4712, "sh", MemoryMetric.WorkingSet, false, (100.1234, 1_048_576)),
        ],
        Spans =
        [
            new RecordedSpan
            {
                Name = "Loader.Load", Start = TimeSpan.FromMilliseconds(10), End = TimeSpan.FromMilliseconds(180.25),
                StartBytes = 48_439_296, EndBytes = 50_000_896, AllocatedBytes = 1_024, Depth = 0, ProcessId = 4711, ThreadId = 1,
            },
            new RecordedSpan { Name = "read \"it\" <all>", Start = TimeSpan.FromMilliseconds(20), End = TimeSpan.FromMilliseconds(30), Depth = 1 },
        ],
        Collections = [new RecordedCollection(TimeSpan.FromMilliseconds(50), 2, TimeSpan.FromMicroseconds(1234.5), 4711), new RecordedCollection(TimeSpan.FromMilliseconds(60), 0, null, null)],
        Notes = ["USS cannot be read."],
    };

    /// <summary>A series of samples at milliseconds.</summary>
    public static MemorySeries Series(int? processId, string name, MemoryMetric metric, bool isSum, params (double Milliseconds, long Bytes)[] samples) => new()
    {
        ProcessId = processId,
        Name = name,
        Metric = metric,
        IsSum = isSum,
        Samples = [.. samples.Select(sample => new MemorySample(TimeSpan.FromMilliseconds(sample.Milliseconds), sample.Bytes))],
    };
}
