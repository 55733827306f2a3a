namespace MemoryProfiler.Flames;

/// <summary>A node of a <see cref="FlameTree"/>.</summary>
/// <param name="Parent">The node above it; -1 if it is outermost. Nodes stand behind their parents.</param>
/// <param name="Frame">Its frame.</param>
readonly record struct FlameNode(int Parent, int Frame);
