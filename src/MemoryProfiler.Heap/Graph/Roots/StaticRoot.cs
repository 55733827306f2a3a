namespace MemoryProfiler.Graph.Roots;

/// <summary>A static field that refers to an object.</summary>
/// <param name="Node">The object.</param>
/// <param name="Slot">The address of the field.</param>
/// <param name="Field">Its name; the runtime does not say of which class.</param>
readonly record struct StaticRoot(int Node, ulong Slot, string Field);
