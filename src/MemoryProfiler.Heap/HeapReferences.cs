namespace MemoryProfiler;

/// <summary>Which references of an object a picture shows.</summary>
public enum HeapReferences
{
    /// <summary>Those that lead to it: who holds it, up to the roots.</summary>
    To,

    /// <summary>Those that it has: what it holds.</summary>
    From,
}
