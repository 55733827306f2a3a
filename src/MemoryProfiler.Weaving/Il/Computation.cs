using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Says of a body whether it only computes from its arguments and from what it captured, to its end and without a loop.
/// Such a body can neither allocate nor throw, and what it calls is known to do nothing else. So is many a lambda:
/// <c>pair => pair.Value</c>, <c>x => x % 2 == 0</c>, <c>point => point.X > limit</c>.
/// </summary>
static class Computation
{
    // Of structs, whose place in memory is known to be there.
    static readonly Dictionary<string, string[]> _getters = new()
    {
        ["System.Collections.Generic.KeyValuePair`2"] = ["get_Key", "get_Value"],
        ["System.Nullable`1"] = ["get_HasValue", "GetValueOrDefault"],
    };

    /// <summary>Whether a body does nothing else.</summary>
    /// <param name="body">The body with nothing inserted; its instructions have their offsets, and no short forms.</param>
    public static bool IsAllOf(MethodBody body)
    {
        if (body.HasExceptionHandlers)
            return false;
        var targets = new HashSet<Instruction>(BranchTargets.Of(body.Instructions));
        return body.Instructions.All(at => IsPlain(at.OpCode.Code) || IsJumpForward(at) || at.OpCode.Code == Code.Ret
            || (!targets.Contains(at) && at.Previous is { } previous && IsSafeBehind(previous, at, body)));
    }

    /// <summary>Whether an instruction concerns locals, arguments and the stack alone, and goes on to the next one without fail.</summary>
    public static bool IsPlain(Code code) => code is Code.Nop or Code.Dup or Code.Pop
        or Code.Ldloc or Code.Ldloca or Code.Stloc or Code.Ldarg or Code.Ldarga or Code.Starg
        or (>= Code.Ldnull and <= Code.Ldc_R8)
        or Code.Add or Code.Sub or Code.Mul or Code.And or Code.Or or Code.Xor or Code.Shl or Code.Shr or Code.Shr_Un or Code.Neg or Code.Not
        or (>= Code.Conv_I1 and <= Code.Conv_U8) or Code.Conv_U2 or Code.Conv_U1 or Code.Conv_I or Code.Conv_U or Code.Conv_R_Un
        or (>= Code.Ceq and <= Code.Clt_Un);

    static bool IsJumpForward(Instruction at) => at.OpCode.Code is >= Code.Br and <= Code.Switch && BranchTargets.Of([at]).All(target => target.Offset > at.Offset);

    /// <summary>
    /// Whether an instruction that may fail cannot fail here. It works on what the one before it has just put on the
    /// stack.
    /// </summary>
    static bool IsSafeBehind(Instruction previous, Instruction at, MethodBody body) => at.OpCode.Code switch
    {
        Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un => IsUsualDivisor(previous.Operand),
        Code.Ldfld or Code.Ldflda => !Allocation.IsPossible(at)
            && (IsStruct(previous, ((FieldReference)at.Operand).DeclaringType) || IsThis(previous, body)),
        Code.Call => at.Operand is MethodReference called && IsKnown(called) && IsStruct(previous, called.DeclaringType),
        _ => false,
    };

    // The least of all integers cannot be divided by -1; floating point divides by anything.
    static bool IsUsualDivisor(object? constant) => constant is int and not (0 or -1) or long and not (0L or -1L) or float or double;

    /// <summary>Whether an instruction loads a struct of a type, or the place of one, which no null can stand for.</summary>
    static bool IsStruct(Instruction at, TypeReference type)
    {
        var loaded = at switch
        {
            { OpCode.Code: Code.Ldarg or Code.Ldarga, Operand: ParameterReference parameter } => parameter.ParameterType,
            { OpCode.Code: Code.Ldloc or Code.Ldloca, Operand: VariableReference variable } => variable.VariableType,
            { OpCode.Code: Code.Ldfld or Code.Ldflda, Operand: FieldReference field } => field.FieldType,
            _ => null,
        };
        // The name too: a number can be a pointer to a struct.
        return loaded is { IsValueType: true } && loaded.FullName == type.FullName;
    }

    // A delegate, or whoever calls a local function, has it from a new closure or its own this.
    static bool IsThis(Instruction at, MethodBody body) =>
        at.OpCode.Code == Code.Ldarg && at.Operand == body.ThisParameter && !body.Method.DeclaringType.IsValueType
        && !body.Instructions.Any(other => other.OpCode.Code == Code.Starg && other.Operand == body.ThisParameter);

    // Without type parameters: code that is shared between types looks them up, which may load them.
    static bool IsKnown(MethodReference called) =>
        called.DeclaringType is GenericInstanceType { ContainsGenericParameter: false } type
        && type.ElementType.Scope is AssemblyNameReference
        && _getters.TryGetValue(type.ElementType.FullName, out var getters) && getters.Contains(called.Name) && called.Parameters.Count == 0;
}
