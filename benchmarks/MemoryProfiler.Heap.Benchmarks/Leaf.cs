namespace MemoryProfiler.HeapBenchmarks;

/// <summary>A small object: 32 bytes, with one reference.</summary>
sealed class Leaf(object reference, long number)
{
    public object Reference = reference;
    public long Number = number;
}
