namespace MemoryProfiler.Methods.Maps;

/// <summary>
/// What writer (the weaver, which compiles this file too) and reader of a method map agree on: magic and version,
/// then deflated: files; methods (name, full name, file, limit, lines as number and text, slots as line indexes,
/// the slots' probe kinds, how many of them stand in a body that runs once per call, sums as slot and added slot); skipped methods (name, location, reason). Counts, numbers and indexes are 7-bit encoded.
/// </summary>
static class MapFormat
{
    public const string ResourceName = "MemoryProfiler.Map";
    public const int Magic = 0x4D50524D;
    public const int Version = 3;
    public const long NoLimit = -1;
}
