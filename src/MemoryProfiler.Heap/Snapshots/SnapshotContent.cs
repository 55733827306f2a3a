using MemoryProfiler.Graph;

namespace MemoryProfiler.Snapshots;

/// <summary>A snapshot as files show it. What is computed when it is first asked for is computed once for all.</summary>
/// <param name="parts">Objects, types and references.</param>
/// <param name="dominators">What would be free without each.</param>
/// <param name="tree">The same as a tree.</param>
/// <param name="paths">Who holds them.</param>
/// <param name="cuts">Which reference has to be cut.</param>
/// <param name="source">Whose heap it is, in words.</param>
/// <param name="capturedAt">When it was taken.</param>
/// <param name="before">The types of an earlier snapshot, if it is compared with one.</param>
sealed class SnapshotContent(SnapshotParts parts, Lazy<Dominators> dominators, Lazy<DominatorTree> tree, Lazy<PathSearch> paths, Lazy<CutSearch> cuts, string source, DateTimeOffset capturedAt, IReadOnlyList<HeapType>? before)
{
    public SnapshotParts Parts => parts;

    public Dominators Dominators => dominators.Value;

    public DominatorTree Tree => tree.Value;

    public CutSearch Cuts => cuts.Value;

    public PathSearch Paths => paths.Value;

    public string Source => source;

    public DateTimeOffset CapturedAt => capturedAt;

    /// <summary>The types of an earlier snapshot, if it is compared with one.</summary>
    public IReadOnlyList<HeapType>? Before => before;
}
