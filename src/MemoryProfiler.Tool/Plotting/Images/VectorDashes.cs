using System.Text.RegularExpressions;

namespace MemoryProfiler.Tool.Plotting.Images;

/// <summary>Dashes in a vector image: each curve is told from the others by more than its colour.</summary>
static partial class VectorDashes
{
    // In the order of Palette.Runs; the first is solid.
    static readonly string[] _dashes = ["", "7 3", "2 3", "9 3 2 3", ""];

    /// <summary>The image with them.</summary>
    public static string In(string svg) => Stroke().Replace(svg, stroke =>
    {
        var color = stroke.Groups[1].Value;
        var index = Palette.Runs.Index().Where(run => string.Equals(run.Item, color, StringComparison.OrdinalIgnoreCase)).Select(run => run.Index).DefaultIfEmpty(0).First();
        var dash = string.Equals(color, Palette.Trend, StringComparison.OrdinalIgnoreCase) ? "2 4" : _dashes[index];
        return dash.Length == 0 ? stroke.Value : $"{stroke.Value} stroke-dasharray=\"{dash}\"";
    });

    [GeneratedRegex("stroke=\"(#[0-9A-Fa-f]{6})\"")]
    private static partial Regex Stroke();
}
