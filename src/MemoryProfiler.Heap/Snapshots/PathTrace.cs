using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>The objects behind a path's words. Immutable.</summary>
/// <param name="Graph">Whose objects they are.</param>
/// <param name="Steps">Each step's object.</param>
/// <param name="Nodes">From the root's object to that at the end.</param>
/// <param name="Objects">All that are held in this way.</param>
/// <param name="IsOwnRoot">Whether the root is a field that a reader can change.</param>
sealed record PathTrace(HeapGraph Graph, IReadOnlyList<PathStep> Steps, IReadOnlyList<int> Nodes, IReadOnlyList<int> Objects, bool IsOwnRoot);
