using System.Runtime;
using MemoryProfiler.Measurement;

namespace MemoryProfiler.Assertions;

/// <summary>
/// Keeps background collections away: when one ends, the runtime charges the unused rest of each thread's allocation
/// context, up to 8 KB, to that thread. In <see cref="GCLatencyMode.Batch"/> none begins, at no cost. The mode is the
/// process's, so the first holder sets it and the last one restores it.
/// </summary>
readonly struct LatencyHold : IDisposable
{
    static readonly object _gate = new();
    static int _holders;
    static GCLatencyMode? _users;
    static int _quietAt = -1;

    /// <summary>Returns once no background collection runs and none can start.</summary>
    public static LatencyHold Enter()
    {
        lock (_gate)
        {
            if (_holders++ == 0)
                Prevent();
        }
        return default;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (--_holders == 0)
                Restore();
        }
    }

    static void Prevent()
    {
        var mode = GCSettings.LatencyMode;
        // Without concurrent collection Batch is the mode from the start; a no-GC region allows no change and needs none.
        if (mode is GCLatencyMode.NoGCRegion)
            return;
        if (mode != GCLatencyMode.Batch)
        {
            GCSettings.LatencyMode = GCLatencyMode.Batch;
            _users = mode;
        }
        // One may be on its way already if any full collection has begun since it was last known that none was. A blocking
        // one waits for it.
        BackgroundCollections.Start();
        if (!BackgroundCollections.ArePossible)
            return;
        if (GC.CollectionCount(GC.MaxGeneration) != _quietAt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            _quietAt = GC.CollectionCount(GC.MaxGeneration);
        }
    }

    static void Restore()
    {
        // Whoever has set another mode meanwhile keeps it.
        if (_users is { } mode && GCSettings.LatencyMode == GCLatencyMode.Batch)
            GCSettings.LatencyMode = mode;
        _users = null;
    }
}
