namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>What one line counted.</summary>
sealed record LineFigures(int Number, string Text, long Occurrences, long AllocatedBytes, long SelfAllocatedBytes);
