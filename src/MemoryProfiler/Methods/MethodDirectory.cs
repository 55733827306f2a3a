using MemoryProfiler.Diagnostics;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Methods;

/// <summary>
/// Says which method or scope goes by an id, and on which line a slot of it is. Reports, telemetry, thresholds and
/// assertions ask here. Safe from any thread.
/// </summary>
static class MethodDirectory
{
    static readonly Dictionary<WovenAssembly, MethodMap?> _maps = [];

    /// <summary>What the map says of a woven method. It is null if its map cannot be read or the id is no such method's.</summary>
    public static MappedMethod? Find(int method) =>
        WovenAssemblies.Find(method) is { } assembly ? MapOf(assembly)?.Methods[method - assembly.FirstMethod] : null;

    /// <summary>The line that a slot of a method or scope stands for; null if no map says it.</summary>
    public static SourceLine? Locate(int method, int slot)
    {
        if (NamedScopes.WithId(method) is { } scope)
            return new SourceLine(scope.Name, null, ScopeLocation.Of(scope), scope.Line, "");
        if (Find(method) is not { } mapped)
            return null;
        var (line, text, file) = mapped.Lines[mapped.Slots[slot]];
        return new SourceLine(mapped.Name, mapped.FullName, file ?? mapped.File, line, text.Trim(), mapped.BodyToken is not null);
    }

    /// <summary>The map of an assembly, read once; null if it cannot be read.</summary>
    public static MethodMap? MapOf(WovenAssembly woven)
    {
        lock (_maps)
        {
            if (_maps.TryGetValue(woven, out var known))
                return known;
            MethodMap? map = null;
            try
            {
                map = woven.ReadMap();
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or IOException)
            {
                MemoryProfilerLog.Write($"The method map of {woven.Name} cannot be read.", e);
            }
            return _maps[woven] = map;
        }
    }
}
