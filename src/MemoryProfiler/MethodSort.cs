namespace MemoryProfiler;

/// <summary>In which order <see cref="MemoryReport.Print()"/> lists methods. Equal ones are ordered by name, file and line.</summary>
public enum MethodSort
{
    /// <summary>Those whose calls allocated most first, callees included.</summary>
    AllocatedBytes,

    /// <summary>Those that allocated most themselves first, without profiled callees.</summary>
    SelfAllocatedBytes,

    /// <summary>Those whose average call allocated most first.</summary>
    AllocatedBytesPerCall,

    /// <summary>Those called most often first.</summary>
    Calls,

    /// <summary>By name, with the namespace.</summary>
    Name,
}
