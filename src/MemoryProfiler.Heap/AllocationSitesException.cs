namespace MemoryProfiler;

/// <summary>Allocation sites cannot be recorded. The message is one sentence that says why, and what helps.</summary>
public sealed class AllocationSitesException : Exception
{
    /// <summary>An exception without a reason.</summary>
    public AllocationSitesException()
    {
    }

    /// <summary>An exception with its reason.</summary>
    /// <param name="message">The reason.</param>
    public AllocationSitesException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with its reason and what caused it.</summary>
    /// <param name="message">The reason.</param>
    /// <param name="innerException">What caused it.</param>
    public AllocationSitesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
