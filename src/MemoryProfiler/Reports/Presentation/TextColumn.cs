namespace MemoryProfiler.Reports.Presentation;

/// <summary>A column of a plain table.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Width">How many characters its cells are filled up to, from the left. It is 0 for text, which is left as it is.</param>
/// <param name="Gap">How many spaces stand before it.</param>
readonly record struct TextColumn(string Name, int Width = 0, int Gap = 1);
