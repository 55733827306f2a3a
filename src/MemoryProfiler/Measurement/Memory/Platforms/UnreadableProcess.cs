namespace MemoryProfiler.Measurement.Memory.Platforms;

/// <summary>A process on a platform that tells nothing, such as the browser.</summary>
sealed class UnreadableProcess : ProcessReader
{
    public override long Read(MemoryMetric metric) => ProcessMemory.Unknown;

    public override void Dispose()
    {
    }
}
