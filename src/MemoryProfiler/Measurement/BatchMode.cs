using System.Runtime;

namespace MemoryProfiler.Measurement;

/// <summary>
/// Runs the process without background collections, which charge lines with bytes that nobody allocated. Only the
/// runtime's default mode is replaced: one that the program has chosen for itself stays, and so does one it chooses later.
/// </summary>
static class BatchMode
{
    static readonly object _gate = new();
    static bool _isSet;

    /// <summary>Puts <see cref="GCLatencyMode.Batch"/> in force, or takes it back. Sets off a blocking collection if a background one may be running.</summary>
    public static void Apply(bool isWanted)
    {
        lock (_gate)
        {
            if (isWanted == _isSet || GCSettings.LatencyMode != (isWanted ? GCLatencyMode.Interactive : GCLatencyMode.Batch))
            {
                _isSet &= isWanted;
                return;
            }
            GCSettings.LatencyMode = isWanted ? GCLatencyMode.Batch : GCLatencyMode.Interactive;
            _isSet = isWanted;
            if (isWanted && MayBeRunning())
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        }
    }

    static bool MayBeRunning()
    {
        BackgroundCollections.Start();
        if (!BackgroundCollections.ArePossible || GC.CollectionCount(GC.MaxGeneration) == 0)
            return false;
        BackgroundCollections.OfProcess.Look(CollectionCounts.Now(), FinishedCollections.Read());
        return BackgroundCollections.OfProcess.Now.IsRunning;
    }
}
