namespace MemoryProfiler.Measurement.Collections;

/// <summary>The collections that have ended last, each by its number; numbers count all collections in the order they began.</summary>
/// <param name="Background">The last background collection that has ended, its sweeping included.</param>
/// <param name="FullBlocking">The last blocking collection of the oldest generation.</param>
/// <param name="Latest">The last of any kind.</param>
/// <param name="LatestPause">For how many ticks that one stopped the program.</param>
readonly record struct FinishedCollections(long Background, long FullBlocking, long Latest, long LatestPause)
{
    /// <summary>What has ended up to now. Allocates about 900 bytes: the caller takes them out.</summary>
    public static FinishedCollections Read()
    {
        var latest = GC.GetGCMemoryInfo(GCKind.Any);
        return new FinishedCollections(
            GC.GetGCMemoryInfo(GCKind.Background).Index,
            GC.GetGCMemoryInfo(GCKind.FullBlocking).Index,
            latest.Index,
            latest.PauseDurations[0].Ticks);
    }
}
