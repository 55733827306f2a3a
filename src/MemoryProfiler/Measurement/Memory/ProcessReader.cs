namespace MemoryProfiler.Measurement.Memory;

/// <summary>Reads the operating system's figures on the memory of one process. One thread at a time; see each heir for its source.</summary>
abstract class ProcessReader : IDisposable
{
    /// <summary>Bytes now; <see cref="ProcessMemory.Unknown"/> if they cannot be had. Allocates nothing after the first time.</summary>
    public abstract long Read(MemoryMetric metric);

    /// <summary>Closes what was opened.</summary>
    public abstract void Dispose();
}
