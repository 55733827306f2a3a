namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler.Heap</c>: events are read, become a graph, get names, and answer.</summary>
static class HeapRooms
{
    public static Rooms InOrder { get; } = new(
        ("words", ["AllocationFrameKind", "AllocationGrouping", "AllocationMeasure", "AllocationSitesException", "AllocationSitesOptions", "HeapEstimate", "HeapPictureOptions", "HeapReferences", "HeapRootKind", "HeapSnapshotException", "HeapSnapshotOptions", "HeapSnapshotProgress", "HeapSnapshotStage", "HeapWatchBaseline", "ObjectSizeOptions"]),
        ("Memory", []),
        ("Nettrace", []),
        ("Graph", []),
        ("Layout", []),
        ("Naming", []),
        ("Sessions", []),
        ("Sizes", ["ObjectSize", "ObjectSizePart"]),
        ("Snapshots", ["HeapCut", "HeapCycle", "HeapPath", "HeapPathGrowth", "HeapType", "HeapTypeChange"]),
        ("Waste", ["HeapBoxedValues", "HeapDuplicateString", "HeapEmptyCollections", "HeapSparseCollections", "HeapWaste"]),
        ("Dumps", []),
        ("Exports", []),
        ("Pictures", []),
        ("Sites/Tables", ["AllocationFrame", "AllocationGroup", "AllocationPeak", "AllocationSite", "AllocationSiteChange"]),
        ("Sites/Sampling", []),
        ("Sites/Code", []),
        ("Sites", []),
        ("Sites/Types", []),
        ("Flames", []),
        ("Sites/Exports", []),
        ("doors", ["AllocationSites", "AllocationComparison", "AllocationSnapshot", "FlameOptions", "Heap", "HeapComparison", "HeapObject", "HeapSnapshot", "HeapAssert", "HeapGrowth", "HeapWatch", "RetentionPaths", "TypeSampler"]));
}
