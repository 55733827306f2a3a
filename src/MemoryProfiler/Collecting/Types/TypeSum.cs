namespace MemoryProfiler.Collecting.Types;

/// <summary>The sampled objects of one type.</summary>
struct TypeSum
{
    /// <summary>How many they are.</summary>
    public long Samples;

    /// <summary>The bytes of all objects that they stand for.</summary>
    public double Bytes;
}
