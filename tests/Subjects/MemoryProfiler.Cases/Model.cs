namespace MemoryProfiler.Cases;

/// <summary>100 MiB of weights.</summary>
sealed class Model
{
    public byte[] W { get; } = new byte[100 * 1048576];
}
