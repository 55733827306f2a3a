namespace MemoryProfiler.Graph.Roots;

/// <summary>A root as the events have it: by the object's address.</summary>
readonly record struct RawRoot(ulong Address, ulong Id, RootPlace Place, RootFlags Flags);
