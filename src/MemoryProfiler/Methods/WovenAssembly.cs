using System.Reflection;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Methods;

/// <summary>
/// A woven assembly and the range of ids its methods have in this process. Loads of it with the same map are one: a
/// plug-in that is loaded again goes on counting where the load before has ended. Safe from any thread.
/// </summary>
sealed class WovenAssembly
{
    // The profiler must not be what keeps a collectible assembly from unloading.
    readonly WeakReference<Assembly> _assembly;
    readonly Assembly? _kept;

    // Of a collectible assembly, which may be gone when a report asks.
    readonly byte[]? _map;
    bool? _canBeOptimised;

    public WovenAssembly(Assembly assembly, int firstMethod, int methodCount)
    {
        _assembly = new WeakReference<Assembly>(assembly);
        Name = NameOf(assembly);
        FirstMethod = firstMethod;
        MethodCount = methodCount;
        if (!assembly.IsCollectible)
        {
            _kept = assembly;
            return;
        }
        _map = MethodMap.BytesOf(assembly);
        _canBeOptimised = IsOptimised(assembly);
    }

    /// <summary>The assembly's simple name.</summary>
    public string Name { get; }

    /// <summary>The id of its first method.</summary>
    public int FirstMethod { get; }

    /// <summary>How many methods are woven.</summary>
    public int MethodCount { get; }

    /// <summary>The assembly as it was loaded last, or null once that was unloaded.</summary>
    public Assembly? Assembly => _kept ?? (_assembly.TryGetTarget(out var assembly) ? assembly : null);

    /// <summary>Whether its code can become optimised.</summary>
    public bool CanBeOptimised => _canBeOptimised ??= IsOptimised(_kept!);

    /// <summary>Reads what the weaver wrote, whether the assembly is still there or not.</summary>
    /// <exception cref="InvalidDataException">There is nothing, or it was written by a newer weaver.</exception>
    public MethodMap ReadMap() => _kept is null ? MethodMap.Read(Name, _map) : MethodMap.Read(_kept);

    /// <summary>The simple name of an assembly.</summary>
    public static string NameOf(Assembly assembly) => assembly.GetName().Name ?? assembly.ToString();

    /// <summary>Whether another load is of the same methods: the maps say the same of every one.</summary>
    public bool IsSame(string name, int methodCount, byte[] map) =>
        Name == name && MethodCount == methodCount && (_kept is null ? _map : MethodMap.BytesOf(_kept)) is { } mine && mine.AsSpan().SequenceEqual(map);

    /// <summary>It was loaded once more.</summary>
    public void Load(Assembly assembly) => _assembly.SetTarget(assembly);

    static bool IsOptimised(Assembly assembly) => !JitOptimizations.AreDisabled(assembly);
}
