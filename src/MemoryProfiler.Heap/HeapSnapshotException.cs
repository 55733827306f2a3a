namespace MemoryProfiler;

/// <summary>A snapshot of the heap cannot be had, or cannot answer. The message is one sentence that says why, and what helps.</summary>
public sealed class HeapSnapshotException : Exception
{
    /// <summary>An exception without a reason.</summary>
    public HeapSnapshotException()
    {
    }

    /// <summary>An exception with its reason.</summary>
    /// <param name="message">The reason.</param>
    public HeapSnapshotException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its reason and what caused it.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What caused it.</param>
    public HeapSnapshotException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
