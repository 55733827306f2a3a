using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>What tables for people show of figures, as texts.</summary>
static class Figures
{
    /// <summary>Stands in front of an estimate.</summary>
    public const string AboutMark = "~";
    const string PartialMark = ">=";

    /// <summary>How sure a method's figures are, in front of them.</summary>
    public static string Mark(MethodProfile method, bool isEstimated) =>
        isEstimated || method.Lines.Any(line => line.MaxExcessBytes > 0) ? AboutMark
        : method.Lines.Any(line => !line.IsExact) ? PartialMark
        : "";

    /// <summary>How sure a line's figures are, in front of them.</summary>
    public static string Mark(LineProfile line, bool isEstimated) => isEstimated || line.MaxExcessBytes > 0 ? AboutMark : line.IsExact ? "" : PartialMark;

    /// <summary>A method's calls and bytes, as a sentence without its end.</summary>
    public static string Totals(MethodProfile method, MemoryMetric metric, bool isEstimated)
    {
        var calls = method.Calls == 1 ? "1 call" : $"{Number(method.Calls)} calls";
        var self = method.SelfAllocatedBytes == method.AllocatedBytes ? "" : $" ({ByteSize.Format(method.SelfAllocatedBytes)} self)";
        var increment = method.WorkingSetIncrementBytes is { } bytes ? $", {Signed(bytes)} {metric.Words()}" : "";
        return $"{calls}, {Mark(method, isEstimated)}{ByteSize.Format(method.AllocatedBytes)} allocated{self}{increment}";
    }

    /// <summary>The sentences on lines that the JIT has optimised meanwhile.</summary>
    public static IEnumerable<string> Tiered(MethodProfile method) =>
        method.Lines.Where(TieredLine.Is).Select(line =>
            $"Line {LinePlaces.Of(method, line)}{(line.File is { } file ? $" of {file}" : "")}: {ByteSize.Format(line.FirstVisitBytes!.Value)} per visit at first, {ByteSize.Format((long)line.LaterBytesPerVisit!.Value)} later.");

    /// <summary>The sentences on the whole report that go below the tables, without the notes' own.</summary>
    public static IEnumerable<string> Closing(ProfileReport report)
    {
        if (report.Metric is not (MemoryMetric.WorkingSet or MemoryMetric.None))
            yield return $"Mem usage and Increment: {report.Metric.Words()} of the process.";
        yield return Cost(report.Cost);
    }

    /// <summary>What a line allocated of a type, which is always an estimate.</summary>
    public static string Bytes(AllocatedType type) => AboutMark + ByteSize.Format(type.Bytes);

    /// <summary>A type that a line allocated, and how sure its figure is.</summary>
    public static string Type(AllocatedType type) =>
        $"{type.Name} ({ByteSize.Format(type.MinBytes)} to {ByteSize.Format(type.MaxBytes)}, {Number(type.Samples)} sample{(type.Samples == 1 ? "" : "s")})";

    /// <summary>How many types of a line are not shown.</summary>
    public static string OtherTypes(int count) => $"and {Number(count)} other type{(count == 1 ? "" : "s")}";

    /// <summary>A change of the process's memory.</summary>
    public static string Signed(long bytes) => !Moved(bytes) ? "+0.0 MiB" : (bytes > 0 ? "+" : "") + ByteSize.FormatMiB(bytes);

    /// <summary>Whether a change of the process's memory shows: what rounds to 0.0 MiB is nothing, and not -0.0.</summary>
    public static bool Moved(long bytes) => Math.Abs(bytes) >= (1 << 20) / 20;

    /// <summary>Where a line is.</summary>
    public static string Location(MethodProfile method, LineProfile line) => $"{line.File ?? method.File}:{LinePlaces.Of(method, line)}";

    /// <summary>A count.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>By how many characters the source of all lines is indented.</summary>
    public static int CommonIndent(IReadOnlyList<LineProfile> lines)
    {
        var indents = lines.Where(l => l.Text.Trim().Length > 0).Select(l => l.Text.Length - l.Text.TrimStart().Length);
        return indents.DefaultIfEmpty(0).Min();
    }

    static string Cost(ProfilerCost cost) => string.Create(CultureInfo.InvariantCulture,
        $"Profiler: {cost.ProbeCount:N0} probes x {cost.NanosecondsPerProbe:F1} ns = about {Duration(cost.ProbeCount * cost.NanosecondsPerProbe)}; {ByteSize.Format(cost.LedgerBytes)} of counters; {(cost.Clock == AllocationClockKind.Direct ? "direct" : "GC")} clock.");

    static string Duration(double nanoseconds) => nanoseconds switch
    {
        < 1e6 => (nanoseconds / 1e3).ToString("F1", CultureInfo.InvariantCulture) + " us",
        < 1e9 => (nanoseconds / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " ms",
        _ => (nanoseconds / 1e9).ToString("F1", CultureInfo.InvariantCulture) + " s",
    };
}
