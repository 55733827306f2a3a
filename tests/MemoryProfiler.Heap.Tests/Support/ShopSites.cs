namespace MemoryProfiler.HeapTests.Support;

/// <summary>Allocation sites made by hand: every kind of frame, names that formats stumble over, and figures that are easily added up.</summary>
static class ShopSites
{
    public const long Allocated = 847_600_000;
    public const long AllocatedObjects = 5_042_100;
    public const long AtPeak = 218_500_000;
    public const long AtPeakObjects = 1_210_050;
    public const long Live = 40_250_000;
    public const long LiveObjects = 202_010;

    static readonly AllocationFrame _main = new("Shop.Program.Main(string[])", "/src/Shop/Program.cs", 12, AllocationFrameKind.Own);
    static readonly AllocationFrame _render = new("Shop.Reports.InvoicePage.Render(IReadOnlyList<Order>)", "/src/Shop/Reports/InvoicePage.cs", 18, AllocationFrameKind.Own);
    static readonly AllocationFrame _concat = new("System.String.Concat(string, string)", null, 0, AllocationFrameKind.Runtime);
    static readonly AllocationFrame _import = new("Shop.Import.OrderImporter.Import(string)", "/src/Shop/Import/OrderImporter.cs", 24, AllocationFrameKind.Own);
    static readonly AllocationFrame _resize = new("System.Collections.Generic.Dictionary<int, Shop.Price>.Resize()", null, 0, AllocationFrameKind.Runtime);
    static readonly AllocationFrame _encode = new("ImageLib.JpegWriter.Encode(Span<byte>, int)", null, 0, AllocationFrameKind.Library);
    static readonly AllocationFrame _odd = new("Shop.Import.OrderImporter.<Import>g__Read;All|3_0(char)", "/src/Shop/Import/OrderImporter.cs", 40, AllocationFrameKind.Own);

    /// <summary>A run.</summary>
    public static AllocationSnapshot Run => Of(
        Site([_main, _render, _concat], "string", (500_000_000, 4_000_000), (100_000_000, 800_000), (0, 0), 4_900),
        Site([_main, _import with { Line = 31 }, _resize], "System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]", (150_000_000, 3_000), (60_000_000, 600), (20_000_000, 200), 1_400),
        Site([_main, _import, _odd], "Shop.Import.Order", (100_000_000, 1_000_000), (48_500_000, 400_000), (20_250_000, 201_800), 1_000),
        Site([_main with { Line = 14 }, _encode], "byte[]", (90_000_000, 9_000), (10_000_000, 9_400), (0, 10), 880),
        Site([_main, _import], "System.String[]", (7_600_000, 30_100), (0, 50), (0, 0), 70),
        Site([_main, _import], "Shop.Import.Gone", (0, 0), (0, 0), (0, 0), 1));

    /// <summary>The same without what lives.</summary>
    public static AllocationSnapshot NotFollowed => new()
    {
        Sites = [Site([_main, _render], "string", (1_000, 10), default, default, 2)],
        Source = "Shop",
        CapturedAt = Run.CapturedAt,
        Duration = Run.Duration,
        LostEvents = 1_234,
        Notes = ["What lives was not followed."],
    };

    /// <summary>An earlier run of the same program.</summary>
    public static AllocationSnapshot Before => Of(
        Site([_main, _render, _concat], "string", (500_000_000, 4_000_000), (100_000_000, 800_000), (0, 0), 4_900),
        Site([_main, _import with { Line = 31 }, _resize], "System.Collections.Generic.Dictionary<int, Shop.Price>.Entry[]", (50_000_000, 1_000), (20_000_000, 200), (5_000_000, 50), 500),
        Site([_main, _import, _odd], "Shop.Import.Order", (200_000_000, 2_000_000), (90_000_000, 900_000), (20_250_000, 201_800), 2_000),
        Site([_main, _render], "Shop.Reports.Page", (18_000_000, 30_000), (0, 0), (0, 0), 170));

    static AllocationSnapshot Of(params AllocationSite[] sites)
    {
        var peak = new AllocationPeak(AllocationPeakKind.FullCollection, sites.Sum(site => site.PeakBytes), sites.Sum(site => site.PeakObjects), TimeSpan.FromSeconds(31.25));
        return new()
        {
            Sites = sites,
            Source = "Shop",
            CapturedAt = new DateTimeOffset(2026, 11, 20, 18, 21, 50, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(46),
            Peak = peak,
            Peaks = [peak],
            SitesAtPeaks = [sites],
            Notes = ["Lines of methods that the JIT put into their callers are their callers'."],
        };
    }

    static AllocationSite Site(AllocationFrame[] path, string type, (long Bytes, long Objects) allocated, (long Bytes, long Objects) atPeak, (long Bytes, long Objects) live, long samples) => new()
    {
        Path = path,
        Type = type,
        AllocatedBytes = allocated.Bytes,
        AllocatedObjects = allocated.Objects,
        PeakBytes = atPeak.Bytes,
        PeakObjects = atPeak.Objects,
        LiveBytes = live.Bytes,
        LiveObjects = live.Objects,
        Samples = samples,
    };
}
