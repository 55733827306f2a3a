namespace MemoryProfiler.Flames;

/// <summary>A box of a <see cref="FlameLayout"/>.</summary>
/// <param name="Node">The node; -1 for all together, or the node below which <paramref name="Small"/> are.</param>
/// <param name="Small">How many nodes it stands for that are too narrow to be drawn; 0 if it is a node itself.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Width">Its width.</param>
/// <param name="Bytes">What it stands for.</param>
readonly record struct FlameBox(int Node, int Small, double X, int Row, double Width, long Bytes);
