using System.Runtime;
using MemoryProfiler.Copies;

namespace MemoryProfiler.Measurement.Collections;

/// <summary>
/// Keeps background collections away. When one ends, the runtime charges the unused rest of each thread's allocation
/// context, up to 8 KB, to that thread. Under <see cref="GCLatencyMode.Batch"/> none begins, at no cost. The mode is the
/// process's, so this class alone sets it: for the option and for every assertion that runs. When nobody wants it any
/// more, the program has its own mode back. A value is the lease of one assertion.
/// </summary>
readonly struct NoBackgroundCollections : IDisposable
{
    static readonly object _gate = new();
    static int _leases;
    static bool _isOption;
    static bool _isUndone;

    // The program's mode while ours is in force in its place.
    static GCLatencyMode? _replaced;

    // How many full collections had begun when it was last sure that none ran in the background.
    static int _quietAt = -1;

    /// <summary>
    /// Keeps them away until the lease is disposed of, under whatever mode the program has chosen. Returns once none runs
    /// and none can start. Safe from any thread.
    /// </summary>
    public static NoBackgroundCollections Begin()
    {
        lock (_gate)
        {
            _leases++;
            var isChanged = Apply();
            // A no-GC region allows no collection, and needs none.
            if ((isChanged || _leases == 1) && GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
                WaitForRunning();
        }
        return default;
    }

    /// <summary>Ends the lease, once.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _leases--;
            Apply();
        }
    }

    /// <summary>
    /// Keeps them away while the option says so, but only in place of the runtime's default mode. A mode that the program
    /// has chosen for itself stays, and so does one it chooses later. Safe from any thread.
    /// </summary>
    public static void UseOption(bool isWanted)
    {
        lock (_gate)
        {
            _isOption = isWanted && !OwnContext.IsUnloading;
            // Nobody else would put the program's mode back.
            if (_isOption && !_isUndone)
            {
                _isUndone = true;
                OwnContext.AtUnload(static () => UseOption(isWanted: false));
            }
            if (Apply() && _isOption && IsOneRunning())
                WaitForRunning();
        }
    }

    /// <summary>Puts the mode in force that is wanted; true if that is another one.</summary>
    static bool Apply()
    {
        var inForce = GCSettings.LatencyMode;
        if (inForce == GCLatencyMode.NoGCRegion)
            return false;
        // Whoever has set another mode meanwhile keeps it.
        if (inForce != GCLatencyMode.Batch)
            _replaced = null;
        // Without concurrent collection this is Batch from the start.
        var programs = _replaced ?? inForce;
        var isWanted = _leases > 0 || (_isOption && programs == GCLatencyMode.Interactive);
        var wanted = isWanted ? GCLatencyMode.Batch : programs;
        if (wanted == inForce)
            return false;
        GCSettings.LatencyMode = wanted;
        _replaced = isWanted ? programs : null;
        return true;
    }

    static bool IsOneRunning()
    {
        BackgroundCollections.Start();
        if (!BackgroundCollections.ArePossible || GC.CollectionCount(GC.MaxGeneration) == 0)
            return false;
        BackgroundCollections.OfProcess.Look(CollectionCounts.Now(), FinishedCollections.Read());
        return BackgroundCollections.OfProcess.Now.IsRunning;
    }

    // One may be on its way if any full collection has begun since it was last known that none was. A blocking one waits for it.
    static void WaitForRunning()
    {
        BackgroundCollections.Start();
        if (!BackgroundCollections.ArePossible || GC.CollectionCount(GC.MaxGeneration) == _quietAt)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        _quietAt = GC.CollectionCount(GC.MaxGeneration);
    }
}
