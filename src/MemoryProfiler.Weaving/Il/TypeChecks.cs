using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Says of casts and boxes whether they leave the heap as it is. A cast to a class walks up the object's base types. A cast
/// to an interface, an array or a type that generic code is given may go through the runtime's table of casts, which grows.
/// </summary>
static class TypeChecks
{
    /// <summary>Whether a cast allocates nothing.</summary>
    public static bool IsPlainCast(Instruction at)
    {
        var type = (TypeReference)at.Operand;
        return type is not (TypeSpecification or GenericParameter)
            && KnownType.Find(type) is { IsInterface: false, HasGenericParameters: false, IsImport: false };
    }

    /// <summary>Whether a box makes no object.</summary>
    public static bool IsNoBox(Instruction at) => at.Operand is GenericParameter type
        // Of a class, a box is the object itself.
        && (type.HasReferenceTypeConstraint
            // Asked for null alone, the JIT makes none of the other types either, in code that is not optimised too.
            || at.Next?.OpCode.Code is Code.Brtrue or Code.Brtrue_S or Code.Brfalse or Code.Brfalse_S);
}
