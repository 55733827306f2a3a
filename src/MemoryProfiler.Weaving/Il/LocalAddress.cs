using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Whether a body may give the address of one of its locals or arguments to a call of itself. Then the local has to stay
/// what it is.
/// </summary>
static class LocalAddress
{
    const string ByRefLike = "System.Runtime.CompilerServices.IsByRefLikeAttribute";

    // GenericParameterAttributes.AllowByRefLike.
    const int AllowsByRefLike = 0x20;

    /// <summary>Whether it may.</summary>
    /// <param name="body">The body with nothing inserted.</param>
    public static bool MayBePassed(MethodBody body) =>
        body.Instructions.Any(IsPointer) || (body.Instructions.Any(IsAddress) && Passed(body.Method).Any(MayHoldAddress));

    static bool IsAddress(Instruction at) => at.OpCode.Code is Code.Ldloca or Code.Ldloca_S or Code.Ldarga or Code.Ldarga_S;

    // A pointer can be kept anywhere.
    static bool IsPointer(Instruction at) =>
        at.OpCode.Code == Code.Localloc || (IsAddress(at) && at.Next?.OpCode.Code is Code.Conv_U or Code.Conv_I);

    static IEnumerable<TypeReference> Passed(MethodDefinition method)
    {
        foreach (var parameter in method.Parameters)
            yield return parameter.ParameterType;
        if (method.HasThis && method.DeclaringType.IsValueType)
            yield return new ByReferenceType(method.DeclaringType);
    }

    static bool MayHoldAddress(TypeReference type)
    {
        type = ReturnTypes.WithoutModifiers(type);
        return type switch
        {
            GenericParameter parameter => ((int)parameter.Attributes & AllowsByRefLike) != 0,
            ArrayType => false,
            PointerType or ByReferenceType or FunctionPointerType => true,
            { IsPrimitive: true } => type.MetadataType is MetadataType.IntPtr or MetadataType.UIntPtr,
            { IsValueType: true } => IsByRefLike(type),
            _ => type.MetadataType == MetadataType.TypedByReference,
        };
    }

    // Of a type that is not found nobody knows.
    static bool IsByRefLike(TypeReference type) =>
        KnownType.Find(type) is not { } definition || definition.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == ByRefLike);
}
