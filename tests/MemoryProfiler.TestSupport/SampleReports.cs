namespace MemoryProfiler.TestSupport;

/// <summary>Reports with fixed figures, for everything that formats them.</summary>
public static class SampleReports
{
    public static ProfileReport Orders { get; } = new()
    {
        CapturedAt = new DateTimeOffset(2026, 11, 20, 12, 30, 15, TimeSpan.FromHours(1)),
        Runtime = ".NET 10.0.12, linux-x64",
        Cost = new ProfilerCost { ProbeCount = 1_398_405, NanosecondsPerProbe = 3.2, LedgerBytes = 12_288, Clock = AllocationClockKind.Direct },
        Notes = ["Never called: Cart.Empty() (Cart.cs:7). Call what you want to see before the report, or take [Profile] off."],
        Methods =
        [
            new MethodProfile
            {
                Name = "OrderImporter.Import(string path)",
                FullName = "Shop.Import.OrderImporter.Import(string path)",
                File = "Import/OrderImporter.cs",
                FirstLine = 24,
                Calls = 1,
                AllocatedBytes = 170_079_034,
                SelfAllocatedBytes = 124_046_541,
                MinAllocatedBytes = 170_079_034,
                MaxAllocatedBytes = 170_079_034,
                WorkingSetIncrementBytes = 78_643_200,
                Lines =
                [
                    Line(24, "    [Profile]", 1, 0, 0, 40_684_749, 0),
                    Line(25, "    public IReadOnlyList<Order> Import(string path)"),
                    Line(26, "    {"),
                    Line(27, "        var orders = new List<Order>();", 1, 32, 32, 40_684_749, 0),
                    Line(28, "        foreach (var line in File.ReadLines(path))", 200_001, 28_835_840, 28_835_840, 117_440_512, 10_276_045) with { IsExact = false, MaxExcessBytes = 8_200 },
                    Line(29, "        {"),
                    Line(30, "            var order = Parse(line);", 200_000, 141_242_978, 95_210_485, 120_481_382, 68_367_155),
                    Line(31, ""),
                    Line(32, "            if (order is null) continue;", 200_000, 0, 0, 120_481_382, 0),
                    Line(33, "        }"),
                    Line(34, "        pool.Wait();", 1, 9_999, 9_999, 110_000_000, -10_481_382) with { IsExact = false },
                    Line(35, "        throw Unreached();"),
                    Line(36, "    }"),
                ],
            },
            new MethodProfile
            {
                Name = "Cart.Total.get",
                FullName = "Shop.Cart.Total.get",
                File = "Cart.cs",
                FirstLine = 12,
                Calls = 1_234_567_890_123,
                AllocatedBytes = 0,
                SelfAllocatedBytes = 0,
                MinAllocatedBytes = 0,
                MaxAllocatedBytes = 0,
                WorkingSetIncrementBytes = null,
                Lines = [Line(12, "\tpublic decimal Total => lines.Sum(l => l.Price);", 1_234_567_890_123, 0, 0)],
            },
        ],
    };

    /// <summary>Lines whose types were sampled.</summary>
    public static ProfileReport Types { get; } = Orders with
    {
        Methods =
        [
            Orders.Methods[0] with
            {
                Lines =
                [
                    .. Orders.Methods[0].Lines.Select(line => line with
                    {
                        Types = line.LineNumber switch
                        {
                            28 => [new() { Name = "System.String", Bytes = 28_835_840, MinBytes = 28_443_201, MaxBytes = 28_835_840, Samples = 282 }],
                            30 =>
                            [
                                new() { Name = "Shop.Order", Bytes = 61_000_000, MinBytes = 58_100_400, MaxBytes = 63_800_250, Samples = 596 },
                                new() { Name = "System.Char[]", Bytes = 30_210_485, MinBytes = 27_500_000, MaxBytes = 33_000_000, Samples = 295 },
                                new() { Name = "System.Collections.Generic.List<System.Int32>", Bytes = 3_900_000, MinBytes = 2_900_000, MaxBytes = 5_200_000, Samples = 38 },
                                new() { Name = "System.Byte[]", Bytes = 100_000, MinBytes = 17_000, MaxBytes = 560_000, Samples = 1 },
                            ],
                            _ => [],
                        },
                    }),
                ],
            },
        ],
    };

    /// <summary>Lines that held most at the peak.</summary>
    public static ProfileReport Peak { get; } = Orders with
    {
        Peak = new PeakProfile
        {
            Kind = AllocationPeakKind.FullCollection,
            Bytes = 346_240_000,
            Seconds = 2.914,
            Lines =
            [
                new() { Method = "Shop.Catalog.Load()", File = "/src/Shop/Catalog.cs", LineNumber = 41, Bytes = 106_220_749 },
                new() { Method = "Shop.Import.Read<T>(Stream)", File = @"C:\shop\Import.cs", LineNumber = 17, Bytes = 103_389_593 },
                new() { Method = "Shop.Vendor.Cache.Add(string)", LineNumber = 0, Bytes = 1_048_600 },
            ],
        },
    };

    /// <summary>Names and source that hold the signs of Markdown and of comma-separated values.</summary>
    public static ProfileReport Signs { get; } = Orders with
    {
        Metric = MemoryMetric.Uss,
        Notes = ["A note on Map<TKey, TValue> with *stars*, _lines_ | bars and a \\."],
        Methods =
        [
            Orders.Methods[1] with
            {
                Name = "Map<TKey, TValue>.operator |(Map<TKey, TValue> left, int[] right)",
                FullName = "Shop.Map<TKey, TValue>.operator |(Map<TKey, TValue> left, int[] right)",
                Assembly = "Shop",
                File = "Maps/Map_of.cs",
                Lines =
                [
                    Line(12, "    => left is null || right.Length == 0 ? \"a, `b`\" : @\"\\|\";", 3, 120, 120, 110_000_000, 5_242_880),
                    Line(13, "", 0),
                    Line(14, "    // \"quoted\", <b>bold</b> & more", 1, 24, 24),
                ],
            },
        ],
    };

    static LineProfile Line(
        int number, string text, long occurrences = 0, long bytes = 0, long self = 0, long? usage = null, long? increment = null) => new()
        {
            LineNumber = number,
            Text = text,
            Occurrences = occurrences,
            AllocatedBytes = bytes,
            SelfAllocatedBytes = self,
            WorkingSetBytes = usage,
            WorkingSetIncrementBytes = increment,
            IsExact = true,
        };
}
