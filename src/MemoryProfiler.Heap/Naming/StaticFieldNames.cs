using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace MemoryProfiler.Naming;

/// <summary>Finds static fields by name in all loaded assemblies: by their metadata, so that no type is loaded for its name alone.</summary>
static class StaticFieldNames
{
    const int BitsOfAssembly = 40;

    /// <summary>The static fields of some names that can refer to objects.</summary>
    public static ILookup<string, StaticField> Find(IReadOnlySet<string> names)
    {
        var found = new List<StaticField>();
        var assemblies = AppDomain.CurrentDomain.GetAssemblies();
        for (var i = 0; i < assemblies.Length; i++)
            Add(found, assemblies[i], (long)i << BitsOfAssembly, names);
        return found.ToLookup(field => field.Name);
    }

    static unsafe void Add(List<StaticField> found, Assembly assembly, long place, IReadOnlySet<string> names)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            return;
        var reader = new MetadataReader(blob, length);
        foreach (var handle in reader.FieldDefinitions)
        {
            var field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & (FieldAttributes.Static | FieldAttributes.Literal)) != FieldAttributes.Static)
                continue;
            var name = reader.GetString(field.Name);
            if (names.Contains(name) && Resolve(assembly, field.GetDeclaringType()) is { IsGenericTypeDefinition: false } type)
                found.Add(new StaticField(type, name, place | ((long)MetadataTokens.GetRowNumber(field.GetDeclaringType()) << 20) | (uint)MetadataTokens.GetRowNumber(handle) & 0xFFFFF));
        }
    }

    /// <summary>A class; null if it cannot be loaded.</summary>
    public static Type? Resolve(Assembly assembly, TypeDefinitionHandle handle)
    {
        try
        {
            return assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(handle));
        }
        catch (Exception fault) when (fault is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // What it is derived from is not there: such a class has no objects in its fields.
            return null;
        }
    }
}
