namespace MemoryProfiler.Graph.Roots;

/// <summary>What keeps an object alive without being one itself.</summary>
/// <param name="Node">The object.</param>
/// <param name="Kind">Where the reference is.</param>
/// <param name="Flags">What else the collector says of it.</param>
/// <param name="Id">The address of the place, for handles and statics.</param>
readonly record struct RootReference(int Node, RootPlace Kind, RootFlags Flags, ulong Id);
