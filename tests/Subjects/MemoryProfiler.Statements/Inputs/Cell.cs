namespace MemoryProfiler.Statements.Inputs;

/// <summary>A value with an Equals of its own.</summary>
readonly record struct Cell(int X, int Y);
