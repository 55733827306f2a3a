using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>
/// Says which types have more objects than ever before, again and again. What keeps growing stays in the list. What comes
/// and goes falls out of it. Safe for several threads.
/// </summary>
public sealed class HeapWatch
{
    readonly object _sync = new();
    readonly Dictionary<(string Name, string? Assembly), HeapType> _peaks = [];

    /// <summary>
    /// Takes a snapshot and compares it with the most objects that each type had at any call before. The first call has
    /// nothing to compare with and lists nothing.
    /// </summary>
    /// <param name="options">How the snapshot is taken; null for the defaults.</param>
    /// <returns>The types with more objects, the largest increase of objects first.</returns>
    /// <exception cref="HeapSnapshotException">The snapshot cannot be had whole.</exception>
    public IReadOnlyList<HeapTypeChange> Growth(HeapSnapshotOptions? options = null)
    {
        using var snapshot = HeapSnapshot.Capture(options);
        lock (_sync)
        {
            var isFirst = _peaks.Count == 0;
            var growth = TypeChanges.Between([.. _peaks.Values], snapshot.Types)
                .Where(change => change.CountDelta > 0)
                .OrderByDescending(change => change.CountDelta).ThenBy(change => change.Name, StringComparer.Ordinal).ToArray();
            foreach (var type in snapshot.Types)
            {
                var key = (type.Name, type.Assembly);
                if (!_peaks.TryGetValue(key, out var peak) || type.Count > peak.Count)
                    _peaks[key] = type;
            }
            return isFirst ? [] : growth;
        }
    }
}
