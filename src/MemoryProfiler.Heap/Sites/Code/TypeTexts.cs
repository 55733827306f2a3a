using System.Collections.Immutable;
using System.Reflection.Metadata;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Sites.Code;

/// <summary>The types of a method's parameters as C# writes them, without namespaces.</summary>
/// <param name="typeParameters">The names of the type's parameters.</param>
/// <param name="methodParameters">The names of the method's own.</param>
sealed class TypeTexts(IReadOnlyList<string> typeParameters, IReadOnlyList<string> methodParameters) : ISignatureTypeProvider<string, object?>
{
    /// <summary>What a setter returns that runs during initialization alone.</summary>
    public const string Init = "init";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeNames.Keyword("System." + typeCode) ?? typeCode switch
    {
        PrimitiveTypeCode.Void => "void",
        PrimitiveTypeCode.IntPtr => "nint",
        PrimitiveTypeCode.UIntPtr => "nuint",
        _ => typeCode.ToString(),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = Bare(reader.GetString(type.Name));
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{GetTypeFromDefinition(reader, outer, rawTypeKind)}.{name}" : name;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind)}.{Bare(name)}";
        return TypeNames.Keyword($"{reader.GetString(type.Namespace)}.{name}") ?? Bare(name);
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType == "Nullable" && typeArguments.Length == 1 ? typeArguments[0] + "?" : $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => index < typeParameters.Count ? typeParameters[index] : $"T{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => index < methodParameters.Count ? methodParameters[index] : $"T{index}";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetByReferenceType(string elementType) => "ref " + elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => modifier == "IsExternalInit" ? Init : unmodifiedType;

    /// <summary>A type's name without the number of its parameters.</summary>
    public static string Bare(string name) => name.LastIndexOf('`') is var tick and > 0 ? name[..tick] : name;
}
