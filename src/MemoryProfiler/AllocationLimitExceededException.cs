namespace MemoryProfiler;

/// <summary>A call of a method allocated more than its <see cref="MaxAllocationAttribute"/> allows. Its message names the lines.</summary>
public sealed class AllocationLimitExceededException : MemoryAssertException
{
    /// <summary>A failure without a message.</summary>
    public AllocationLimitExceededException()
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="message">What was allowed and what was allocated.</param>
    public AllocationLimitExceededException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a cause.</summary>
    /// <param name="message">What was allowed and what was allocated.</param>
    /// <param name="innerException">The cause.</param>
    public AllocationLimitExceededException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal AllocationLimitExceededException(string message, string method, long allocatedBytes, long limitBytes)
        : base(message)
    {
        Method = method;
        AllocatedBytes = allocatedBytes;
        LimitBytes = limitBytes;
    }

    /// <summary>The method, with its type and parameters.</summary>
    public string Method { get; } = "";

    /// <summary>Managed bytes the call allocated, callees included.</summary>
    public long AllocatedBytes { get; }

    /// <summary>The most it may allocate.</summary>
    public long LimitBytes { get; }
}
