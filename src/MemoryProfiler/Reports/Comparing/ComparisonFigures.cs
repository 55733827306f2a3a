using System.Globalization;
using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>What a comparison shows of its figures, as texts.</summary>
static class ComparisonFigures
{
    const double LeastShare = 0.0005;

    /// <summary>What the whole of it says, as a sentence without its end.</summary>
    public static string Total(ReportComparison comparison) =>
        $"Allocated {Both(comparison.BeforeBytes, comparison.AfterBytes)}";

    /// <summary>How much of the program changed, as a sentence.</summary>
    public static string Changed(ReportComparison comparison)
    {
        var methods = comparison.After.Methods.Count;
        return comparison.Methods.Count == 0
            ? $"No line of {Count(methods, "method")} allocates more or less."
            : $"{Count(comparison.Methods.Sum(method => method.Lines.Count), "line")} of {Count(comparison.Methods.Count, "method")} changed.";
    }

    /// <summary>A method's calls and bytes, as a sentence without its end.</summary>
    public static string Method(MethodComparison method) => method switch
    {
        { Before: null } => $"new, {Calls(method.After!.Calls)}, {ByteSize.Format(method.After.SelfAllocatedBytes)}",
        { After: null } => $"gone, it had {Calls(method.Before.Calls)}, {ByteSize.Format(method.Before.SelfAllocatedBytes)}",
        _ => $"{(method.Before.Calls == method.After.Calls ? Calls(method.After.Calls) : $"{Figures.Number(method.Before.Calls)} -> {Calls(method.After.Calls)}")}, "
            + Both(method.Before.SelfAllocatedBytes, method.After.SelfAllocatedBytes),
    };

    /// <summary>Bytes of one side; empty if the line is not there.</summary>
    public static string Bytes(LineProfile? line, bool isEstimated) =>
        line is null ? "" : Figures.Mark(line, isEstimated) + ByteSize.Format(line.SelfAllocatedBytes);

    /// <summary>Bytes with their sign.</summary>
    public static string Signed(long bytes) => (bytes > 0 ? "+" : "") + ByteSize.Format(bytes);

    /// <summary>A line's number before and after, where it moved; behind its file, if that is another than the method's.</summary>
    public static string Number(MethodComparison method, LineComparison line) =>
        (line.After ?? line.Before)!.File is { } file ? $"{file}:{OwnNumber(method, line)}" : OwnNumber(method, line);

    static string OwnNumber(MethodComparison method, LineComparison line) => (Place(method.Before, line.Before), Place(method.After, line.After)) switch
    {
        ({ } before, { } after) when before != after => $"{before} -> {after}",
        var (before, after) => (after ?? before)!,
    };

    static string? Place(MethodProfile? method, LineProfile? line) => method is null || line is null ? null : LinePlaces.Of(method, line);

    /// <summary>A line's visits before and after.</summary>
    public static string Occurrences(LineComparison line) => (line.Before?.Occurrences, line.After?.Occurrences) switch
    {
        ({ } before, { } after) when before != after => $"{Figures.Number(before)} -> {Figures.Number(after)}",
        var (before, after) => Figures.Number((after ?? before)!.Value),
    };

    /// <summary>A line's source: one text, or the old one and the new one with their signs.</summary>
    public static IReadOnlyList<string> Source(LineComparison line) => (line.Before?.Text.Trim(), line.After?.Text.Trim()) switch
    {
        (null, { } added) => ["+ " + added],
        ({ } removed, null) => ["- " + removed],
        ({ } before, { } after) when before != after => ["- " + before, "+ " + after],
        var (_, after) => ["  " + after],
    };

    /// <summary>The file a method is in.</summary>
    public static string Location(MethodComparison method)
    {
        var profile = method.After ?? method.Before!;
        return string.Create(CultureInfo.InvariantCulture, $"{profile.File}:{profile.FirstLine}");
    }

    static string Both(long before, long after)
    {
        var change = after - before;
        // What rounds to nothing has no sign.
        var share = before == 0 || Math.Abs((double)change / before) < LeastShare ? "" : string.Create(CultureInfo.InvariantCulture, $", {(double)change / before:+0.0 %;-0.0 %}");
        return change == 0 ? ByteSize.Format(after) : $"{ByteSize.Format(before)} -> {ByteSize.Format(after)} ({Signed(change)}{share})";
    }

    static string Calls(long calls) => Count(calls, "call");

    static string Count(long count, string word) => $"{Figures.Number(count)} {word}{(count == 1 ? "" : "s")}";
}
