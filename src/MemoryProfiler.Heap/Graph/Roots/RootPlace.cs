namespace MemoryProfiler.Graph.Roots;

/// <summary>Where a root is, with the collector's numbers.</summary>
enum RootPlace : byte
{
    Stack = 0,
    Finalizer = 1,
    Handle = 2,
    Other = 3,
}
