namespace MemoryProfiler.Graph;

/// <summary>What describes the heap would take more memory than it may.</summary>
sealed class MemoryBudgetException : Exception;
