using Mono.Cecil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>Finds the definition of a type in another assembly.</summary>
static class KnownType
{
    // Assemblies of two frameworks side by side can forward a type to each other without end; real ways are two or three long.
    const int MostForwards = 8;

    /// <summary>The definition; null where it is not found.</summary>
    public static TypeDefinition? Find(TypeReference type)
    {
        type = type.GetElementType();
        if (type.Scope == type.Module)
            return type.Resolve();
        var scope = type.IsNested ? null : type.Scope as AssemblyNameReference;
        for (var forward = 0; scope is not null && forward < MostForwards; forward++)
        {
            if (Module(type.Module, scope) is not { } module)
                return null;
            if (module.GetType(type.Namespace, type.Name) is { } found)
                return found;
            scope = module.ExportedTypes.FirstOrDefault(known => known.IsForwarder && known.Name == type.Name && known.Namespace == type.Namespace)?.Scope as AssemblyNameReference;
        }
        return null;
    }

    static ModuleDefinition? Module(ModuleDefinition asking, AssemblyNameReference scope)
    {
        try
        {
            return asking.AssemblyResolver.Resolve(scope)?.MainModule;
        }
        catch (Exception e) when (e is AssemblyResolutionException or BadImageFormatException or IOException)
        {
            return null;
        }
    }
}
