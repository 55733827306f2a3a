using MemoryProfiler.Sites.Tables;

namespace MemoryProfiler.Sites.Exports;

/// <summary>
/// The moments that a snapshot knows, as allocations with a beginning and an end: what lived at the peak is there then, what lives
/// when the snapshot is taken is there at the end, and the sum is what was allocated.
/// </summary>
/// <param name="Site">The site's number.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="From">When they are there, from the start on.</param>
/// <param name="To">When they are gone; null if they still live.</param>
readonly record struct SiteLives(int Site, long Bytes, TimeSpan From, TimeSpan? To)
{
    /// <summary>All of a snapshot, in the order of their beginnings. Without a peak nothing is known to have gone.</summary>
    public static IReadOnlyList<SiteLives> Of(SiteContent sites)
    {
        var (peak, end) = (sites.Peak?.At ?? sites.Duration, sites.Duration);
        var lives = new List<SiteLives>();
        for (var i = 0; i < sites.Sites.Count; i++)
        {
            var site = sites.Sites[i];
            if (sites.Peak is null)
            {
                Add(i, site.AllocatedBytes, end, null);
                continue;
            }
            // Which of the bytes at the peak are those that live now is not known: as many as can be.
            var both = Math.Min(site.PeakBytes, site.LiveBytes);
            Add(i, Math.Max(0, site.AllocatedBytes - Math.Max(site.PeakBytes, site.LiveBytes)), TimeSpan.Zero, TimeSpan.Zero);
            Add(i, both, peak, null);
            Add(i, site.PeakBytes - both, peak, end);
            Add(i, site.LiveBytes - both, end, null);
        }
        return [.. lives.OrderBy(life => life.From)];

        void Add(int site, long bytes, TimeSpan from, TimeSpan? to)
        {
            if (bytes > 0)
                lives.Add(new SiteLives(site, bytes, from, to));
        }
    }
}
