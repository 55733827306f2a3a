using System.Reflection;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Methods;

/// <summary>The profiled methods that got a new body while the program ran: it has no probes. Safe from any thread.</summary>
static class ReplacedMethods
{
    static readonly object _gate = new();
    static readonly Dictionary<WovenAssembly, WovenBodies?> _bodies = [];
    static readonly HashSet<int> _numbers = [];
    static readonly HashSet<WovenAssembly> _unknown = [];

    /// <summary>Whether a method was replaced.</summary>
    public static bool Contains(int method)
    {
        lock (_gate)
            return _numbers.Contains(method);
    }

    /// <summary>Whether methods of an assembly were replaced and nobody knows which.</summary>
    public static bool IsUnknownIn(WovenAssembly assembly)
    {
        lock (_gate)
            return _unknown.Contains(assembly);
    }

    /// <summary>Looks for methods that are no longer as they were woven.</summary>
    /// <param name="types">Where to look; null for everywhere.</param>
    public static void Find(Type[]? types)
    {
        var outermost = types?.Select(Outermost).ToHashSet();
        lock (_gate)
        {
            foreach (var woven in WovenAssemblies.All())
            {
                if (woven.Assembly is not { } assembly)
                    continue;
                var module = assembly.ManifestModule;
                var tokens = outermost?.Where(type => type.Module == module).Select(type => type.MetadataToken).ToHashSet();
                if (tokens is { Count: 0 })
                    continue;
                if (Bodies(woven, assembly) is { } bodies)
                    _numbers.UnionWith(bodies.Replaced(module, tokens).Select(index => woven.FirstMethod + index));
                else
                    _unknown.Add(woven);
            }
        }
    }

    static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    static WovenBodies? Bodies(WovenAssembly woven, Assembly assembly)
    {
        if (_bodies.TryGetValue(woven, out var known))
            return known;
        WovenBodies? bodies = null;
        try
        {
            bodies = WovenBodies.Read(assembly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or ArgumentException)
        {
            MemoryProfilerLog.Write($"The file of {woven.Name} cannot be read.", e);
        }
        return _bodies[woven] = bodies;
    }
}
