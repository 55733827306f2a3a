namespace MemoryProfiler.Architecture.Tests;

/// <summary>The rooms of <c>src/MemoryProfiler.Heap</c>: events are read, become a graph, get names, and answer.</summary>
static class HeapRooms
{
    public static Rooms InOrder { get; } = new(
        ("words", ["HeapRootKind", "HeapSnapshotException", "HeapSnapshotOptions"]),
        ("Memory", []),
        ("Nettrace", []),
        ("Graph", []),
        ("Layout", []),
        ("Naming", []),
        ("Sessions", []),
        ("Snapshots", ["HeapCycle", "HeapPath", "HeapType"]),
        ("doors", ["HeapObject", "HeapSnapshot"]));
}
