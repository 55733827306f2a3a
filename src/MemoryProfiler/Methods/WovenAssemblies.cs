using System.Reflection;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Methods;

/// <summary>The woven assemblies of this process and the ids their methods go by.</summary>
static class WovenAssemblies
{
    static readonly List<WovenAssembly> _all = [];

    /// <summary>Raised when an assembly is new here; on the thread that loads it, with no lock held.</summary>
    public static event Action<WovenAssembly>? Added;

    /// <summary>Gives an assembly's methods their ids; the same ids when it asks again, and when it is loaded again.</summary>
    public static int Add(Assembly assembly, int methodCount)
    {
        var first = Add(assembly, methodCount, out var added);
        if (added is not null)
            Added?.Invoke(added);
        return first;
    }

    static int Add(Assembly assembly, int methodCount, out WovenAssembly? added)
    {
        added = null;
        lock (_all)
        {
            var known = _all.Find(a => a.Assembly == assembly);
            if (known is not null)
                return known.FirstMethod;
            if (Loaded(assembly, methodCount) is { } loaded)
            {
                loaded.Load(assembly);
                return loaded.FirstMethod;
            }
            var first = MethodIds.Take(methodCount);
            added = new WovenAssembly(assembly, first, methodCount);
            _all.Add(added);
            return first;
        }
    }

    /// <summary>What an assembly is another load of; null if it is a new one.</summary>
    static WovenAssembly? Loaded(Assembly assembly, int methodCount)
    {
        var name = WovenAssembly.NameOf(assembly);
        return _all.Exists(known => known.Name == name) && MethodMap.BytesOf(assembly) is { } map
            ? _all.Find(known => known.IsSame(name, methodCount, map))
            : null;
    }

    /// <summary>The assembly of a method; null if the id is no woven method's.</summary>
    public static WovenAssembly? Find(int method)
    {
        lock (_all)
            return _all.Find(assembly => method >= assembly.FirstMethod && method < assembly.FirstMethod + assembly.MethodCount);
    }

    /// <summary>A copy of the list, in the order of registration.</summary>
    public static WovenAssembly[] All()
    {
        lock (_all)
            return [.. _all];
    }
}
