using Mono.Cecil;

namespace MemoryProfiler.Weaving.Naming;

/// <summary>
/// C# 14 extension blocks. The compiler declares each member without a body in a nested type and puts the body into a
/// static method beside it. Marks of methods are on both, marks of properties only on the declaration.
/// </summary>
static class ExtensionBlocks
{
    const string MarkerAttribute = "System.Runtime.CompilerServices.ExtensionMarkerAttribute";

    /// <summary>Whether a member is only the declaration of one whose body stands elsewhere.</summary>
    public static bool IsDeclaration(MethodDefinition method) => MarkerName(method) is not null;

    /// <summary>The method with the body of a declared accessor; the accessor itself outside extension blocks.</summary>
    public static MethodDefinition Implementation(MethodDefinition accessor) =>
        Declared(accessor) is { } member
            ? accessor.DeclaringType.DeclaringType.Methods.FirstOrDefault(method => Implements(method, member)) ?? accessor
            : accessor;

    /// <summary>What a method with a body is the implementation of; null outside extension blocks.</summary>
    public static ExtensionMember? Member(MethodDefinition implementation)
    {
        if (!implementation.IsStatic || implementation.DeclaringType is not { IsAbstract: true, IsSealed: true, HasNestedTypes: true } type)
            return null;
        return type.NestedTypes
            .SelectMany(block => block.Methods)
            .Where(method => method.Name == implementation.Name)
            .Select(Declared)
            .FirstOrDefault(member => member is not null && Implements(implementation, member));
    }

    static ExtensionMember? Declared(MethodDefinition method)
    {
        if (MarkerName(method) is not { } marker)
            return null;
        // The receiver is the parameter of a marker method in a type of that name.
        var type = method.DeclaringType.NestedTypes.FirstOrDefault(nested => nested.Name == marker || nested.Name.StartsWith(marker + "`", StringComparison.Ordinal));
        var receiver = type?.Methods.FirstOrDefault(m => m.Parameters.Count == 1)?.Parameters[0];
        return receiver is null ? null : new ExtensionMember(method, receiver, [.. type!.GenericParameters.Select(parameter => parameter.Name)]);
    }

    static bool Implements(MethodDefinition method, ExtensionMember member)
    {
        if (!method.IsStatic || method.Name != member.Declaration.Name || method.Parameters.Count != member.Declaration.Parameters.Count + member.ReceiverParameters)
            return false;
        var arity = member.TypeParameters.Count;
        var declared = member.Declaration.Parameters.Select(parameter => Shape(parameter.ParameterType, arity));
        if (member.ReceiverParameters > 0)
            declared = declared.Prepend(Shape(member.Receiver.ParameterType, arity));
        return method.GenericParameters.Count == arity + member.Declaration.GenericParameters.Count
            && method.Parameters.Select(parameter => Shape(parameter.ParameterType, 0)).SequenceEqual(declared);
    }

    /// <summary>A type with its parameters by number: the implementation has the block's type parameters before the member's own.</summary>
    static string Shape(TypeReference type, int arity) => type switch
    {
        GenericParameter parameter => $"!{parameter.Position + (parameter.Type == GenericParameterType.Method ? arity : 0)}",
        GenericInstanceType generic => $"{generic.ElementType.FullName}<{string.Join(",", generic.GenericArguments.Select(argument => Shape(argument, arity)))}>",
        ArrayType array => $"{Shape(array.ElementType, arity)}[{array.Rank}]",
        ByReferenceType reference => $"{Shape(reference.ElementType, arity)}&",
        PointerType pointer => $"{Shape(pointer.ElementType, arity)}*",
        IModifierType modified => Shape(modified.ElementType, arity),
        _ => type.FullName,
    };

    static string? MarkerName(MethodDefinition method) =>
        method.HasCustomAttributes
            ? method.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == MarkerAttribute)?.ConstructorArguments[0].Value as string
            : null;
}
