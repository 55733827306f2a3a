using System.Globalization;
using MemoryProfiler.Flames;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>Snapshots of allocation sites as flame graphs.</summary>
static class FlameGraphs
{
    /// <summary>The graph of a snapshot.</summary>
    /// <exception cref="ArgumentException">What is to be shown was not followed.</exception>
    public static FlameGraph Of(SiteContent sites, SiteContent? baseline = null, AllocationMeasure measure = AllocationMeasure.Allocated, bool isTurned = false)
    {
        var measures = Measures(sites, baseline);
        var shown = Array.IndexOf(measures, measure);
        if (shown < 0)
            throw new ArgumentException($"A flame graph of what is alive needs snapshots that followed it: record with {nameof(AllocationSitesOptions)}.{nameof(AllocationSitesOptions.FollowLive)}, or show {nameof(AllocationMeasure)}.{nameof(AllocationMeasure.Allocated)}.", nameof(measure));
        return new FlameGraph(
            $"Where memory is allocated: {sites.Source}",
            Subtitle(sites, baseline),
            sites.LostEvents == 0 ? "" : FormattableString.Invariant($"{sites.LostEvents:N0} events were lost: figures may be too low."),
            Note(sites, measures),
            Columns(sites, measures),
            baseline is null ? null : Columns(baseline, measures),
            shown,
            isTurned);
    }

    // Of what one of two did not follow there is nothing to compare.
    static AllocationMeasure[] Measures(SiteContent sites, SiteContent? baseline) =>
        sites.Peak is null || baseline is { Peak: null }
            ? [AllocationMeasure.Allocated]
            : [AllocationMeasure.Allocated, AllocationMeasure.LiveAtPeak, AllocationMeasure.Live];

    static FlameColumn[] Columns(SiteContent sites, AllocationMeasure[] measures) =>
        [.. measures.Select(measure => new FlameColumn(SiteWords.Of(measure), sites.Sites, measure))];

    static string Subtitle(SiteContent sites, SiteContent? baseline)
    {
        var taken = string.Create(CultureInfo.InvariantCulture, $"{sites.CapturedAt:yyyy-MM-dd HH:mm:ss} · {SiteWords.Of(sites.Duration)} · {SiteWords.Precision(sites)}");
        return baseline is null ? taken : string.Create(CultureInfo.InvariantCulture, $"{taken} · baseline: {baseline.CapturedAt:yyyy-MM-dd HH:mm:ss}, {SiteWords.Of(baseline.Duration)}");
    }

    static string Note(SiteContent sites, AllocationMeasure[] measures) => string.Join(' ',
    [
        "Allocated: all bytes since the start, whether they live or not.",
        .. measures.Length > 1 ? [$"Live at peak: {SiteWords.Of(sites.Peak!)}.", "Live now: what lived when the snapshot was taken; what died after the last collection still counts."] : Array.Empty<string>(),
        .. sites.Notes,
    ]);
}
