using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Methods;

/// <summary>
/// Finds <c>[Profile]</c> and <c>[MaxAllocation]</c> marks in loaded assemblies that were not woven, from their metadata.
/// Reflection would load types of the user's and not survive trimming.
/// </summary>
static unsafe class UnwovenMethods
{
    const string Library = "MemoryProfiler";

    // An assembly's metadata stays as it is, and a report each second must not read all of it anew. The values are of no
    // type of ours: one that hangs on an assembly of the program's would keep a plug-in's load context for ever.
    static readonly ConditionalWeakTable<Assembly, string[]?> _known = [];

    /// <summary>All marks found; an assembly whose metadata is not at hand has none.</summary>
    /// <param name="areOthersWoven">Whether there are woven assemblies that are not known here: they record in another copy of the library.</param>
    public static List<UnwovenMethod> Find(out bool areOthersWoven)
    {
        var found = new List<UnwovenMethod>();
        areOthersWoven = false;
        var woven = WovenAssemblies.All().Select(a => a.Assembly).ToHashSet();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.IsDynamic)
                continue;
            if (_known.GetValue(assembly, Search) is { } marks)
                found.AddRange(marks.Select(mark => new UnwovenMethod(WovenAssembly.NameOf(assembly), mark)));
            else
                areOthersWoven |= !woven.Contains(assembly);
        }
        return found;
    }

    /// <summary>The marks of an assembly; null if it was woven.</summary>
    static string[]? Search(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            return [];
        var reader = new MetadataReader(blob, length);
        // By its map, whichever copy of the library it was woven for: the types of another are others.
        if (HasMap(reader))
            return null;
        var found = new List<string>();
        AddMarks(reader, found);
        // The metadata is the assembly's own memory: it must not be unloaded before it is read.
        GC.KeepAlive(assembly);
        return [.. found];
    }

    static void AddMarks(MetadataReader reader, List<string> found)
    {
        try
        {
            if (!References(reader))
                return;
            var seen = new HashSet<EntityHandle>();
            foreach (var handle in reader.CustomAttributes)
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (IsMark(reader, attribute) && Name(reader, attribute.Parent) is { } name && seen.Add(attribute.Parent))
                    found.Add(name);
            }
        }
        catch (BadImageFormatException e)
        {
            MemoryProfilerLog.Write("An assembly's metadata could not be searched for [Profile].", e);
        }
    }

    static bool HasMap(MetadataReader reader)
    {
        foreach (var handle in reader.ManifestResources)
        {
            if (reader.StringComparer.Equals(reader.GetManifestResource(handle).Name, MapFormat.ResourceName))
                return true;
        }
        return false;
    }

    static bool References(MetadataReader reader)
    {
        foreach (var handle in reader.AssemblyReferences)
        {
            if (reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Library))
                return true;
        }
        return false;
    }

    static bool IsMark(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
            return false;
        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
            return false;
        var type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return (reader.StringComparer.Equals(type.Name, nameof(ProfileAttribute)) || reader.StringComparer.Equals(type.Name, nameof(MaxAllocationAttribute)))
            && reader.StringComparer.Equals(type.Namespace, Library);
    }

    static string? Name(MetadataReader reader, EntityHandle marked) => marked.Kind switch
    {
        HandleKind.AssemblyDefinition => "the whole assembly",
        HandleKind.TypeDefinition => Name(reader, (TypeDefinitionHandle)marked),
        HandleKind.MethodDefinition => Name(reader, (MethodDefinitionHandle)marked),
        HandleKind.PropertyDefinition => reader.GetString(reader.GetPropertyDefinition((PropertyDefinitionHandle)marked).Name),
        HandleKind.EventDefinition => reader.GetString(reader.GetEventDefinition((EventDefinitionHandle)marked).Name),
        _ => null,
    };

    static string Name(MetadataReader reader, MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        return $"{Name(reader, method.GetDeclaringType())}.{reader.GetString(method.Name)}()";
    }

    static string Name(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        var name = reader.GetString(type.Name);
        return outer.IsNil ? name : $"{Name(reader, outer)}.{name}";
    }
}
