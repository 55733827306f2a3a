using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>
/// Says which types have more objects than ever before, again and again: what keeps growing stays in the list, what comes and
/// goes falls out of it. Or which have more than at the call before. Safe for several threads.
/// </summary>
public sealed class HeapWatch
{
    readonly object _sync = new();
    readonly Dictionary<(string Name, string? Assembly), HeapType> _peaks = [];
    IReadOnlyList<HeapType>? _last;

    /// <summary>
    /// Takes a snapshot and compares it with the calls before; the first call has nothing to compare with and lists nothing.
    /// Each call counts for the next one, whatever it compares with itself.
    /// </summary>
    /// <param name="against">What it is compared with.</param>
    /// <param name="options">How the snapshot is taken; null for the defaults.</param>
    /// <returns>The types with more objects, the largest increase of objects first.</returns>
    /// <exception cref="HeapSnapshotException">The snapshot cannot be had whole.</exception>
    public IReadOnlyList<HeapTypeChange> Growth(HeapWatchBaseline against = HeapWatchBaseline.Peak, HeapSnapshotOptions? options = null)
    {
        using var snapshot = HeapSnapshot.Capture(options);
        lock (_sync)
        {
            var before = _last is null ? snapshot.Types : against == HeapWatchBaseline.LastCall ? _last : [.. _peaks.Values];
            var growth = TypeChanges.Between(before, snapshot.Types)
                .Where(change => change.CountDelta > 0)
                .OrderByDescending(change => change.CountDelta).ThenBy(change => change.Name, StringComparer.Ordinal).ToArray();
            _last = snapshot.Types;
            foreach (var type in snapshot.Types)
            {
                var key = (type.Name, type.Assembly);
                if (!_peaks.TryGetValue(key, out var peak) || type.Count > peak.Count)
                    _peaks[key] = type;
            }
            return growth;
        }
    }
}
