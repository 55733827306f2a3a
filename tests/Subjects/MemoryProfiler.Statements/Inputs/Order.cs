namespace MemoryProfiler.Statements.Inputs;

/// <summary>Has values.</summary>
sealed record Order(int Id, int Count);
