using System.Reflection;

namespace MemoryProfiler.Methods;

/// <summary>A woven assembly and the range of ids its methods have in this process.</summary>
sealed class WovenAssembly
{
    readonly WeakReference<Assembly> _assembly;
    // The profiler must not be what keeps a collectible assembly from unloading.
    readonly Assembly? _kept;

    public WovenAssembly(Assembly assembly, int firstMethod, int methodCount)
    {
        _assembly = new WeakReference<Assembly>(assembly);
        _kept = assembly.IsCollectible ? null : assembly;
        Name = assembly.GetName().Name ?? assembly.ToString();
        FirstMethod = firstMethod;
        MethodCount = methodCount;
    }

    /// <summary>The assembly's simple name.</summary>
    public string Name { get; }

    /// <summary>The id of its first method.</summary>
    public int FirstMethod { get; }

    /// <summary>How many methods are woven.</summary>
    public int MethodCount { get; }

    /// <summary>The assembly, or null once it was unloaded.</summary>
    public Assembly? Assembly => _kept ?? (_assembly.TryGetTarget(out var assembly) ? assembly : null);
}
