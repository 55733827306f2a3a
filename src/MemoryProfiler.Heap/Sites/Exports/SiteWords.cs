using System.Globalization;
using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>What files say of a snapshot, in words.</summary>
static class SiteWords
{
    // Two standard errors: of 100 snapshots 95 are as near to the truth.
    const double TwoErrors = 1.96;

    public static string Of(AllocationMeasure measure) => measure switch
    {
        AllocationMeasure.Allocated => "Allocated",
        AllocationMeasure.LiveAtPeak => "Live at peak",
        _ => "Live now",
    };

    public static string Of(TimeSpan duration) =>
        duration.TotalSeconds < 120
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:F1} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s");

    /// <summary>What lived at a peak, as the end of a sentence.</summary>
    public static string Of(AllocationPeak peak)
    {
        var when = peak.Kind switch
        {
            AllocationPeakKind.CollectionStart => "right before a collection, garbage included",
            AllocationPeakKind.CollectionEnd => "right after a collection; what is old and dead counts until a full one",
            _ => "right after a full collection",
        };
        return $"what lived {Of(peak.At)} after the start, {when}";
    }

    /// <summary>What the figures are estimated from, and how near to the truth their sum is.</summary>
    public static string Precision(SiteContent sites) =>
        sites.Samples == 0 ? "no samples"
        : sites.IsCoarse ? string.Create(CultureInfo.InvariantCulture, $"{sites.Samples:N0} objects seen, one for each 100 KiB, not at random")
        : string.Create(CultureInfo.InvariantCulture, $"{sites.Samples:N0} samples, about one in 100 KiB, totals within about {Percent(TwoErrors / Math.Sqrt(sites.Samples))} %");

    static string Percent(double share) => Math.Min(100, share * 100).ToString(share < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
