using System.Reflection.Metadata;
using ICSharpCode.Decompiler.Metadata;

namespace MemoryProfiler.Tool.Decompiling;

/// <summary>
/// Finds where a build for debugging tests a condition that it has just stored: <c>stloc 2</c>, <c>ldloc 2</c>,
/// <c>brtrue</c>. The decompiler gives that test to the statement behind it, which runs less often.
/// </summary>
static class StoredConditions
{
    const byte LongForm = 0xFE;

    /// <summary>The offsets of such tests in a body.</summary>
    public static HashSet<int> Of(MetadataFile file, MethodDefinitionHandle method)
    {
        var address = file.Metadata.GetMethodDefinition(method).RelativeVirtualAddress;
        var il = address == 0 ? [] : file.GetMethodBody(address).GetILBytes() ?? [];
        var found = new HashSet<int>();
        for (var at = 1; at < il.Length - 1; at++)
        {
            if (Loaded(il, at) is { } loaded && il[at + loaded.Size] is 0x2C or 0x2D or 0x39 or 0x3A && IsStored(il, at, loaded.Local))
                found.Add(at);
        }
        return found;
    }

    // ldloc.0 to ldloc.3, ldloc.s, ldloc
    static (int Local, int Size)? Loaded(byte[] il, int at) => il[at] switch
    {
        >= 0x06 and <= 0x09 => (il[at] - 0x06, 1),
        0x11 when at + 2 < il.Length => (il[at + 1], 2),
        LongForm when at + 4 < il.Length && il[at + 1] == 0x0C => (il[at + 2] | (il[at + 3] << 8), 4),
        _ => null,
    };

    // stloc.0 to stloc.3, stloc.s, stloc
    static bool IsStored(byte[] il, int end, int local) =>
        (local < 4 && il[end - 1] == 0x0A + local)
        || (end >= 2 && il[end - 2] == 0x13 && il[end - 1] == local)
        || (end >= 4 && il[end - 4] == LongForm && il[end - 3] == 0x0E && (il[end - 2] | (il[end - 1] << 8)) == local);
}
