using System.Reflection;

namespace MemoryProfiler.Probes;

/// <summary>The woven assemblies of this process and the numbers their methods go by.</summary>
static class WovenAssemblies
{
    static readonly List<WovenAssembly> _all = [];

    /// <summary>Gives an assembly's methods their numbers; the same numbers when it asks again.</summary>
    public static int Add(Assembly assembly, int methodCount)
    {
        lock (_all)
        {
            var known = _all.Find(a => a.Assembly == assembly);
            if (known is not null)
                return known.FirstMethod;
            var first = MethodNumbers.Take(methodCount);
            _all.Add(new WovenAssembly(assembly, first, methodCount));
            return first;
        }
    }

    /// <summary>A copy of the list, in the order of registration.</summary>
    public static WovenAssembly[] All()
    {
        lock (_all)
            return [.. _all];
    }
}
