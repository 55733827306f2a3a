namespace MemoryProfiler.Dumps;

/// <summary>A file that is cut, or none of a heap. The message is the end of a sentence.</summary>
sealed class DumpException(string message) : Exception(message);
