using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Support;

/// <summary>Takes every type for an enum of bytes.</summary>
sealed class AnyEnum : IMetadataResolver
{
    public TypeDefinition Resolve(TypeReference type)
    {
        var made = new TypeDefinition(type.Namespace, type.Name, TypeAttributes.Sealed, new TypeReference("System", "Enum", type.Module, type.Module.TypeSystem.CoreLibrary));
        made.Fields.Add(new FieldDefinition("value__", FieldAttributes.SpecialName, type.Module.TypeSystem.Byte));
        return made;
    }

    public FieldDefinition? Resolve(FieldReference field) => null;

    public MethodDefinition? Resolve(MethodReference method) => null;
}
