using System.Globalization;

namespace MemoryProfiler.Sites;

/// <summary>What has to be known to read the figures of allocation sites.</summary>
static class SiteNotes
{
    /// <summary>The notes, each a sentence.</summary>
    public static IEnumerable<string> Of(RecordedSites recorded)
    {
        if (recorded.Lost > 0)
            yield return $"{Number(recorded.Lost)} {(recorded.Lost == 1 ? "event" : "events")} of the runtime {(recorded.Lost == 1 ? "was" : "were")} lost, as its buffer was full: figures may be too low, and what lives may be wrong. {nameof(AllocationSitesOptions)}.{nameof(AllocationSitesOptions.BufferMegabytes)} gives it more.";
        if (recorded.CodeUntil is { } until)
            yield return string.Create(CultureInfo.InvariantCulture, $"The process crashed or was killed: its last tenths of a second are missing, and code that it compiled after {until.TotalSeconds:F1} s has no name.");
        if (recorded.IsCoarse)
            yield return "The runtime is older than .NET 10 and shows one object for each 100 KiB, not at random: lines and types that allocate in turns may have each other's bytes.";
        if (recorded.Peaks.Count > 0 && recorded.Peaks[0].Kind != AllocationPeakKind.FullCollection)
            yield return "No full collection ran, so that what really lived at a peak is not known: the table has what is old and dead as well.";
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
