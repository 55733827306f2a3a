namespace MemoryProfiler.Sites.Sampling;

/// <summary>An object that was seen, and what it stands for.</summary>
/// <param name="Address">Where it is, as of the last collection.</param>
/// <param name="Time">When it was allocated, in ticks.</param>
/// <param name="Site">The number of its site.</param>
/// <param name="Generation">The generation that it is taken to be in; those of large and pinned objects are the oldest.</param>
/// <param name="Objects">How many objects it stands for.</param>
/// <param name="Bytes">How many bytes.</param>
readonly record struct LiveSample(ulong Address, ulong Time, int Site, int Generation, double Objects, double Bytes);
