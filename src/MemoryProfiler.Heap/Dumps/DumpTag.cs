namespace MemoryProfiler.Dumps;

/// <summary>What stands before an object or a later field of a .gcdump.</summary>
enum DumpTag : byte
{
    Null = 1,
    Reference = 2,
    BeginObject = 4,
    EndObject = 6,
    Byte = 8,
    SkipRegion = 12,
    Text = 13,
}
