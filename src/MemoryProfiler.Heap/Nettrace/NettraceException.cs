namespace MemoryProfiler.Nettrace;

/// <summary>A stream of events that is cut, or is none. The message is the end of a sentence.</summary>
sealed class NettraceException(string message) : Exception(message);
