namespace MemoryProfiler.Tool.Tests.Support;

/// <summary>Recordings with fixed figures, for everything that draws them.</summary>
static class SampleRecordings
{
    const long MiB = 1 << 20;
    static readonly DateTimeOffset _start = new(2026, 11, 20, 18, 21, 50, TimeSpan.FromHours(1));

    /// <summary>46 s of a service: it fills up, then saw-tooths and grows by 2 MiB a second, with one peak of a second.</summary>
    public static MemoryRecording Service { get; } = new()
    {
        Command = "dotnet run --project OrderService",
        Start = _start,
        Interval = TimeSpan.FromSeconds(0.1),
        Duration = TimeSpan.FromSeconds(46),
        Series =
        [
            new MemorySeries { ProcessId = 7, Name = "OrderService", Metric = MemoryMetric.WorkingSet, Samples = [.. Enumerable.Range(0, 461).Select(i => Sample(i * 0.1, Level(i)))] },
            new MemorySeries { ProcessId = 7, Name = "OrderService", Metric = MemoryMetric.ManagedHeap, Samples = [.. Enumerable.Range(0, 461).Select(i => Sample(i * 0.1, Level(i) / 2))] },
        ],
        Spans =
        [
            Span("Shop.Program.Main", 1, 46, 0, 40 * MiB, 216 * MiB),
            Span("Shop.Import.OrderImporter.Import", 2, 9, 1, 41 * MiB, 123 * MiB),
            Span("Shop.Pricing.PriceCache.Warm", 9, 13, 1, 123 * MiB, 149 * MiB),
            Span("Shop.Web.Server.Serve", 13, 45.8, 1, 149 * MiB, 209 * MiB),
            .. Enumerable.Range(0, 24).Select(i => Span("Shop.Import.OrderImporter.Parse", 2 + i * 0.25, 2.01 + i * 0.25, 2, 50 * MiB, 51 * MiB)),
            Span("Shop.Reports.InvoicePage.Render", 30, 32.5, 2, 190 * MiB, 402 * MiB),
        ],
        Collections = [.. Enumerable.Range(0, 22).Select(i => new RecordedCollection(TimeSpan.FromSeconds(2.5 + i * 2), i % 7 == 6 ? 2 : i % 3 == 2 ? 1 : 0, TimeSpan.FromMilliseconds(1.5), 7))],
    };

    /// <summary>A process and two of its children.</summary>
    public static MemoryRecording Pool { get; } = new()
    {
        Command = "dotnet run --project Pool",
        Start = _start,
        Interval = TimeSpan.FromSeconds(0.5),
        Duration = TimeSpan.FromSeconds(10),
        Series =
        [
            new MemorySeries { ProcessId = 7, Name = "Pool", Metric = MemoryMetric.WorkingSet, IsSum = true, Samples = [.. Enumerable.Range(0, 21).Select(i => Sample(i * 0.5, (i is > 4 and < 15 ? 150 : 50) * MiB))] },
            new MemorySeries { ProcessId = 8, Name = "", Metric = MemoryMetric.WorkingSet, Samples = [Sample(2.5, 40 * MiB), Sample(7, 40 * MiB)] },
            new MemorySeries { ProcessId = 9, Name = "worker", Metric = MemoryMetric.WorkingSet, Samples = [Sample(2.5, 60 * MiB), Sample(7, 60 * MiB)] },
        ],
    };

    /// <summary>A recording of one series.</summary>
    public static MemoryRecording Of(params IReadOnlyList<MemorySample> samples) => new()
    {
        Command = "program",
        Start = _start,
        Interval = TimeSpan.FromSeconds(0.1),
        Duration = samples[^1].Time,
        Series = [new MemorySeries { ProcessId = 7, Name = "program", Metric = MemoryMetric.WorkingSet, Samples = samples }],
    };

    /// <summary>A sample at a second.</summary>
    public static MemorySample Sample(double seconds, long bytes) => new(TimeSpan.FromSeconds(Math.Round(seconds, 6)), bytes);

    /// <summary>A span between two seconds.</summary>
    public static RecordedSpan Span(string name, double start, double end, int depth, long? startBytes = null, long? endBytes = null) => new()
    {
        Name = name,
        Start = TimeSpan.FromSeconds(start),
        End = TimeSpan.FromSeconds(end),
        StartBytes = startBytes,
        EndBytes = endBytes,
        Depth = depth,
        ProcessId = 7,
        ThreadId = 1,
    };

    static long Level(int i) => i switch
    {
        < 130 => 10 * MiB + i * MiB,
        > 305 and < 316 => 400 * MiB + (i - 306) * MiB / 4,
        _ => 140 * MiB + (i - 130) * MiB / 5 + i % 6 * 2 * MiB,
    };
}
