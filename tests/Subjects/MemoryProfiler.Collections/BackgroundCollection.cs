using System.Diagnostics;

namespace MemoryProfiler.Collections;

/// <summary>A collection asked for in the background, and whether one has ended.</summary>
static class BackgroundCollection
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public static long LastEnded => GC.GetGCMemoryInfo(GCKind.Background).Index;

    public static void Begin() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Default, blocking: false);

    /// <summary>Waits until another has ended than the one given.</summary>
    public static bool HasEndedSince(long last)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < _patience; Thread.Sleep(1))
        {
            if (LastEnded != last)
                return true;
        }
        return false;
    }
}
