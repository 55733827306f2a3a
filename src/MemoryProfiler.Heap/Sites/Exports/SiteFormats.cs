using MemoryProfiler.Flames;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>All forms in which allocation sites are written. A new one is a line here; of two endings that fit, the first is taken.</summary>
static class SiteFormats
{
    static readonly SiteForm[] _all =
    [
        new(".pb.gz", "for pprof", PprofFile.Write),
        new(".speedscope.json", "for speedscope", SpeedscopeFile.Write),
        new(".collapsed", "a line for each path", CollapsedStacks.Write),
        new(".firefox.json", "for the Firefox Profiler", FirefoxProfile.Write),
        new(".profile.json", "the same", FirefoxProfile.Write),
        new(".json", "every site", SiteJson.Write),
        new(".html", "a flame graph as a page", (sites, writer) => FlamePage.Write(FlameGraphs.Of(sites), writer)),
        new(".svg", "one as an image", (sites, writer) => FlameSvg.Write(FlameGraphs.Of(sites), writer)),
    ];

    static readonly (string Ending, string Holds, Action<FlameGraph, TextWriter> Write)[] _flames =
    [
        (".html", "a page", FlamePage.Write),
        (".svg", "an image", FlameSvg.Write),
    ];

    /// <summary>Whether the ending of a path names a form.</summary>
    public static bool IsKnown(string path) => Array.Exists(_all, form => IsEnding(path, form.Ending));

    /// <summary>The sentence on a path that no sites can be saved as.</summary>
    public static string Refusal(string path) =>
        $"Allocation sites cannot be saved as \"{path}\": they are written to a path that ends in {Formats.Listed([.. _all.Select(form => $"{form.Ending} ({form.Holds})")])}.";

    /// <summary>Writes a snapshot in the form that the path's ending names, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(SiteContent sites, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var form = Array.Find(_all, form => IsEnding(path, form.Ending)) ?? throw new ArgumentException(Refusal(path), nameof(path));
        ReportFile.Write("file of allocation sites", path, writer => form.Write(sites, (StreamWriter)writer));
    }

    /// <summary>Draws a snapshot in the form that the path's ending names, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">The path is empty or ends in something else, or what is to be shown was not followed.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void SaveFlame(SiteContent sites, SiteContent? baseline, AllocationMeasure measure, bool isTurned, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var form = Array.Find(_flames, form => IsEnding(path, form.Ending));
        if (form.Write is null)
            throw new ArgumentException($"A flame graph cannot be drawn as \"{path}\": it is written to a path that ends in {Formats.Listed([.. _flames.Select(form => $"{form.Ending} ({form.Holds})")])}.", nameof(path));
        var graph = FlameGraphs.Of(sites, baseline, measure, isTurned);
        ReportFile.Write("flame graph", path, writer => form.Write(graph, writer));
    }

    static bool IsEnding(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
