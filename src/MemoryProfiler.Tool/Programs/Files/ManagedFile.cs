using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemoryProfiler.Tool.Programs.Files;

/// <summary>What the metadata of a managed assembly says of it. Nothing of it is loaded.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Of the assembly.</param>
/// <param name="FileVersion">Of the file; null if it has none.</param>
/// <param name="Build">Which build of it this is.</param>
/// <param name="Target">What it was built for, such as <c>.NETCoreApp,Version=v10.0</c>; null if it does not say.</param>
sealed record ManagedFile(string Name, Version Version, Version? FileVersion, Guid Build, string? Target)
{
    /// <summary>True if it was built for .NET Framework, which is no .NET 8 or later.</summary>
    public bool IsForNetFramework => Target?.StartsWith(".NETFramework", StringComparison.Ordinal) == true;

    /// <summary>Reads it; null if the file is no managed assembly.</summary>
    public static ManagedFile? Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var image = new PEReader(file);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
                return null;
            var definition = metadata.GetAssemblyDefinition();
            return new ManagedFile(
                metadata.GetString(definition.Name),
                definition.Version,
                Version.TryParse(Attribute(metadata, "AssemblyFileVersionAttribute"), out var version) ? version : null,
                metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
                Attribute(metadata, "TargetFrameworkAttribute"));
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True if a public type of an assembly has a method of a name.</summary>
    public static bool HasMethod(string path, string scope, string type, string method)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(definition => metadata.StringComparer.Equals(definition.Name, type) && metadata.StringComparer.Equals(definition.Namespace, scope))
            .SelectMany(definition => definition.GetMethods())
            .Any(handle => metadata.StringComparer.Equals(metadata.GetMethodDefinition(handle).Name, method));
    }

    static string? Attribute(MetadataReader metadata, string name)
    {
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, name))
            {
                return Text(metadata, attribute);
            }
        }
        return null;
    }

    static string? Text(MetadataReader metadata, CustomAttribute attribute)
    {
        const ushort Prolog = 1;
        var value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == Prolog ? value.ReadSerializedString() : null;
    }
}
