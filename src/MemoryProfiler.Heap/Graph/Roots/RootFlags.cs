namespace MemoryProfiler.Graph.Roots;

/// <summary>What the collector says of a root, with its numbers.</summary>
[Flags]
enum RootFlags : uint
{
    None = 0,
    Pinning = 1,
    Weak = 2,
    Interior = 4,
    RefCounted = 8,
}
