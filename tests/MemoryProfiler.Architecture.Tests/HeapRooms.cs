namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler.Heap</c>: events are read, become a graph, get names, and answer.</summary>
static class HeapRooms
{
    public static Rooms InOrder { get; } = new(
        ("words", ["HeapEstimate", "HeapRootKind", "HeapSnapshotException", "HeapSnapshotOptions", "HeapSnapshotProgress", "HeapSnapshotStage", "HeapWatchBaseline", "ObjectSizeOptions"]),
        ("Memory", []),
        ("Nettrace", []),
        ("Graph", []),
        ("Layout", []),
        ("Naming", []),
        ("Sessions", []),
        ("Sizes", ["ObjectSize", "ObjectSizePart"]),
        ("Snapshots", ["HeapCycle", "HeapPath", "HeapPathGrowth", "HeapType", "HeapTypeChange"]),
        ("Waste", ["HeapBoxedValues", "HeapDuplicateString", "HeapEmptyCollections", "HeapSparseCollections", "HeapWaste"]),
        ("doors", ["Heap", "HeapComparison", "HeapObject", "HeapSnapshot", "HeapAssert", "HeapGrowth", "HeapWatch", "RetentionPaths"]));
}
