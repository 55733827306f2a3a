using System.Globalization;
using MemoryProfiler.Statements.Measuring;

namespace MemoryProfiler.Statements.Page;

/// <summary>Figures of several runtimes in one cell of a table.</summary>
static class Cell
{
    /// <summary>Of each runtime: one figure if all agree, and otherwise with the versions that have it.</summary>
    public static string Of(IEnumerable<(int Runtime, string? Figure)> figures)
    {
        var known = figures.Where(figure => figure.Figure is not null).ToArray();
        if (known.Select(figure => figure.Figure).Distinct().Count() == 1)
            return known[0].Figure!;
        var parts = new List<(int First, int Last, string Figure)>();
        foreach (var (runtime, figure) in known)
        {
            if (parts.Count > 0 && parts[^1].Figure == figure)
                parts[^1] = parts[^1] with { Last = runtime };
            else
                parts.Add((runtime, runtime, figure!));
        }
        return string.Join(" · ", parts.Select(part => $"{part.Figure} *({(part.First == part.Last ? $"{part.First}" : $"{part.First}–{part.Last}")})*"));
    }

    /// <summary>Bytes of a call that is always the same.</summary>
    public static string? Of(long? bytes) => bytes?.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Bytes of a hot call: their mean is marked where not all were the same.</summary>
    public static string? Hot(Figures? figures) => figures switch
    {
        null => null,
        { Least: var least, Most: var most } when least == most => Of(least),
        _ => "≈ " + figures.Hot.ToString("N0", CultureInfo.InvariantCulture),
    };
}
