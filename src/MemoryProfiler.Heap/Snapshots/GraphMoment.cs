using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>A graph, its types, and when it was taken.</summary>
readonly record struct GraphMoment(HeapGraph Graph, NamedType[] Types, CollectionMoment Moment);
