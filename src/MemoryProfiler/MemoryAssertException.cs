namespace MemoryProfiler;

/// <summary>A memory assertion did not hold. Its message says the limit, what was measured and which lines did it; every test runner shows it.</summary>
public class MemoryAssertException : Exception, IAssertionException
{
    /// <summary>A failure without a message.</summary>
    public MemoryAssertException()
    {
    }

    /// <summary>A failure.</summary>
    /// <param name="message">What was expected and what was measured.</param>
    public MemoryAssertException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a cause.</summary>
    /// <param name="message">What was expected and what was measured.</param>
    /// <param name="innerException">The cause.</param>
    public MemoryAssertException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
