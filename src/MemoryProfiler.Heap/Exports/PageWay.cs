namespace MemoryProfiler.Exports;

/// <summary>A way in which objects of a type are held, as a page shows it. Immutable.</summary>
/// <param name="Path">The path.</param>
/// <param name="Cut">The reference to cut, if there is one.</param>
/// <param name="Steps">Each step, what is said of it, and whether it is the only way to the next one.</param>
sealed record PageWay(HeapPath Path, HeapCut? Cut, IReadOnlyList<(string Text, string Note, bool IsOnly)> Steps);
