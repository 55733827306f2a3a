using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemoryProfiler.Torture.Corpus;

/// <summary>What the metadata of an assembly says before anybody loads it.</summary>
/// <param name="Mvid">The identity of the build.</param>
/// <param name="BodyCount">Methods that have a body.</param>
/// <param name="IsReference">Whether it is a reference assembly, whose bodies say nothing.</param>
sealed record ManagedFile(Guid Mvid, int BodyCount, bool IsReference)
{
    /// <summary>Reads a file; null if it is not a managed assembly.</summary>
    public static ManagedFile? Read(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        try
        {
            if (!image.HasMetadata)
                return null;
            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
                return null;
            var mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
            return new ManagedFile(mvid, Bodies(metadata).Count, IsReferenceAssembly(metadata));
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>The tokens' handles of all methods with a body.</summary>
    public static List<MethodDefinitionHandle> Bodies(MetadataReader metadata) =>
        [.. metadata.MethodDefinitions.Where(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress != 0)];

    static bool IsReferenceAssembly(MetadataReader metadata) =>
        metadata.GetAssemblyDefinition().GetCustomAttributes().Any(handle =>
            metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
            && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
            && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, "ReferenceAssemblyAttribute"));
}
