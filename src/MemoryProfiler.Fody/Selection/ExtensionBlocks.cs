using Mono.Cecil;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>
/// C# 14 extension blocks: the compiler declares each member without a body in a nested type and puts the body into a
/// static method beside it. Marks of methods are on both, marks of properties only on the declaration.
/// </summary>
static class ExtensionBlocks
{
    const string MarkerAttribute = "System.Runtime.CompilerServices.ExtensionMarkerAttribute";

    /// <summary>Whether a member is only the declaration of one whose body stands elsewhere.</summary>
    public static bool IsDeclaration(MethodDefinition method) => MarkerName(method) is not null;

    /// <summary>The method with the body of a declared accessor; the accessor itself outside extension blocks.</summary>
    public static MethodDefinition Implementation(MethodDefinition accessor)
    {
        if (MarkerName(accessor) is not { } marker)
            return accessor;
        var receiver = accessor.IsStatic ? null : Receiver(accessor.DeclaringType, marker);
        var count = accessor.Parameters.Count + (receiver is null ? 0 : 1);
        return accessor.DeclaringType.DeclaringType.Methods.FirstOrDefault(method => method.IsStatic
            && method.Name == accessor.Name
            && method.Parameters.Count == count
            && (receiver is null || method.Parameters[0].ParameterType.FullName == receiver)) ?? accessor;
    }

    /// <summary>The receiver's type: the parameter of a marker method in a type of the given name.</summary>
    static string? Receiver(TypeDefinition block, string marker)
    {
        var type = block.NestedTypes.FirstOrDefault(nested => nested.Name == marker || nested.Name.StartsWith(marker + "`", StringComparison.Ordinal));
        return type?.Methods.FirstOrDefault(method => method.Parameters.Count == 1)?.Parameters[0].ParameterType.FullName;
    }

    static string? MarkerName(MethodDefinition method) =>
        method.HasCustomAttributes
            ? method.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == MarkerAttribute)?.ConstructorArguments[0].Value as string
            : null;
}
