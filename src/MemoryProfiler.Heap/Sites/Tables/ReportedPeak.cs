using MemoryProfiler.Collecting;

namespace MemoryProfiler.Sites.Tables;

/// <summary>What a report of lines says of the peak.</summary>
static class ReportedPeak
{
    const int MostLines = 5;

    /// <summary>The lines that held most.</summary>
    public static RecordedPeak Of(SiteContent content) => new(content.Peak is { } peak ? Of(peak, content.Sites) : null, content.Peak is null ? [] : [.. content.Notes.Select(note => $"Allocation sites: {note}")]);

    /// <summary>Says why they are not told.</summary>
    public static RecordedPeak Missing(AllocationSitesException fault) => new(null, [$"Which lines held most at the peak is not told. {fault.Message}"]);

    static PeakProfile Of(AllocationPeak peak, IReadOnlyList<AllocationSite> sites) => new()
    {
        Kind = peak.Kind,
        Bytes = peak.Bytes,
        Seconds = Math.Round(peak.At.TotalSeconds, 3),
        Lines = [.. SiteGroups.Top(sites, AllocationGrouping.Line, AllocationMeasure.LiveAtPeak, MostLines).Select(Line)],
    };

    static PeakLine Line(AllocationGroup group)
    {
        var frame = group.Sites[0].Frame;
        return new PeakLine { Method = frame.Method, File = frame.File, LineNumber = frame.Line, Bytes = group.PeakBytes };
    }
}
