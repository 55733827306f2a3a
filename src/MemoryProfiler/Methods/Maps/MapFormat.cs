namespace MemoryProfiler.Methods.Maps;

/// <summary>
/// What writer and reader of a method map agree on. The writer is the weaver, which compiles this file too. Magic and
/// version come first. What follows is deflated, and counts, numbers and indexes in it are 7-bit encoded:
/// <list type="number">
/// <item>files;</item>
/// <item>methods: name, full name, file, limit, lines, slots as line indexes, the slots' probe kinds;</item>
/// <item>with each method how many slots stand in a body that runs once per call, and sums as slot and added slot;</item>
/// <item>from version 6 on, with each method the token of its body if its lines are IL offsets, or 0;</item>
/// <item>a line as file, number and text; the file is 0 for the method's own, or an index and 1;</item>
/// <item>skipped methods: name, location, reason.</item>
/// </list>
/// </summary>
static class MapFormat
{
    public const string ResourceName = "MemoryProfiler.Map";
    public const int Magic = 0x4D50524D;
    public const int Version = 6;

    /// <summary>The oldest that is still read: it has one kind of probes less.</summary>
    public const int OldestVersion = 4;

    /// <summary>The first that tells lines from IL offsets.</summary>
    public const int VersionWithBodies = 6;

    public const long NoLimit = -1;
}
