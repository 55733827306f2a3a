namespace MemoryProfiler.Nettrace;

/// <summary>A stream of events that is cut, or is none. The message is the end of a sentence.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="isCut">Whether the stream ends too early, as that of a process that crashes.</param>
sealed class NettraceException(string message, bool isCut = false) : Exception(message)
{
    /// <summary>Whether the stream ends too early; what came before is whole.</summary>
    public bool IsCut => isCut;
}
