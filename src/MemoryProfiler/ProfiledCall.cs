namespace MemoryProfiler;

/// <summary>What the events <c>CallStart</c> and <c>CallStop</c> of the diagnostic listener <c>MemoryProfiler</c> tell. Immutable.</summary>
public sealed record ProfiledCall
{
    internal ProfiledCall(string method, string fullName, long allocatedBytes)
    {
        Method = method;
        FullName = fullName;
        AllocatedBytes = allocatedBytes;
    }

    /// <summary>Type and method with parameters, as in reports; or the name of a scope.</summary>
    public string Method { get; }

    /// <summary>The same with the namespace.</summary>
    public string FullName { get; }

    /// <summary>
    /// Managed bytes that the call allocated, callees included; 0 when it starts. They are exact, from
    /// <see cref="GC.GetAllocatedBytesForCurrentThread"/> on each thread it ran on.
    /// </summary>
    public long AllocatedBytes { get; }
}
