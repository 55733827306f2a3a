using MemoryProfiler.Naming;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>The types of a snapshot as files show them.</summary>
static class TypeRows
{
    /// <summary>All types, also those that are gone since an earlier snapshot; that with most bytes first.</summary>
    public static IReadOnlyList<TypeRow> Of(SnapshotContent heap)
    {
        var retained = heap.Tree.RetainedByType(heap.Parts.Graph, heap.Dominators);
        var before = (heap.Before ?? []).GroupBy(type => (type.Name, type.Assembly)).ToDictionary(group => group.Key, group => (Count: group.Sum(type => type.Count), Bytes: group.Sum(type => type.Bytes)));
        var rows = new List<TypeRow>();
        foreach (var (type, index) in heap.Parts.Types.Select((type, index) => (type, index)).Where(type => type.type.Node.Count > 0))
        {
            // Of types of one name, as in two load contexts, the first one has what there was.
            before.Remove((type.Name, type.Assembly), out var was);
            rows.Add(new TypeRow(index, type.Name, type.ShortName, type.Assembly, type.Node.Count, type.Node.Bytes, retained[index], was.Count, was.Bytes));
        }
        rows.AddRange(before.Select(gone => new TypeRow(-1, gone.Key.Name, ForeignNames.Short(gone.Key.Name), gone.Key.Assembly, 0, 0, 0, gone.Value.Count, gone.Value.Bytes)));
        return [.. rows.OrderByDescending(row => row.Bytes).ThenByDescending(row => row.Count).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }
}
