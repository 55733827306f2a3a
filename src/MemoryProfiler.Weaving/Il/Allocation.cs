using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Says of an instruction whether it can allocate on its thread's managed heap and then go on to the next one. An
/// exception does not count, as whoever throws one never gets to the next instruction. Handlers are taken to begin with
/// something allocated. What is not named here may allocate.
/// </summary>
static class Allocation
{
    /// <summary>Whether something may be allocated.</summary>
    public static bool IsPossible(Instruction at) => at.OpCode.Code switch
    {
        Code.Ldfld or Code.Ldflda or Code.Stfld => !IsInstanceField((FieldReference)at.Operand),
        Code.Isinst or Code.Castclass or Code.Unbox or Code.Unbox_Any => !TypeChecks.IsPlainCast(at),
        Code.Box => !TypeChecks.IsNoBox(at),
        Code.Ldelema or Code.Stelem_Any => !IsPlainValue((TypeReference)at.Operand),
        var code => !(IsLocal(code) || IsArithmetic(code) || IsBranch(code) || IsMemory(code) || IsElement(code) || IsPrefix(code)),
    };

    /// <summary>Whether an instruction concerns nothing but locals, arguments and the stack.</summary>
    public static bool IsOfLocals(Instruction at) =>
        IsArithmetic(at.OpCode.Code) || IsLocal(at.OpCode.Code) || IsBranch(at.OpCode.Code);

    static bool IsArithmetic(Code code) => code is (>= Code.Add and <= Code.Conv_U8)
        or Code.Conv_R_Un
        or (>= Code.Conv_Ovf_I1_Un and <= Code.Conv_Ovf_U_Un)
        or (>= Code.Conv_Ovf_I1 and <= Code.Conv_Ovf_U8)
        or Code.Ckfinite
        or (>= Code.Conv_U2 and <= Code.Sub_Ovf_Un)
        or Code.Conv_U
        or (>= Code.Ceq and <= Code.Clt_Un);

    static bool IsLocal(Code code) => code is Code.Nop or Code.Dup or Code.Pop
        or (>= Code.Ldarg_0 and <= Code.Ldc_R8)
        or (>= Code.Ldarg and <= Code.Stloc);

    // Where they go is looked at by who asks.
    static bool IsBranch(Code code) => code is (>= Code.Br_S and <= Code.Switch) or Code.Leave or Code.Leave_S;

    // Stores of references go through a write barrier, which marks cards.
    static bool IsMemory(Code code) => code is (>= Code.Ldind_I1 and <= Code.Stind_R8)
        or Code.Stind_I or Code.Ldobj or Code.Stobj or Code.Cpobj or Code.Initobj
        or Code.Cpblk or Code.Initblk or Code.Localloc or Code.Sizeof;

    // Not the stores that check the element's type: what a cast has to find out grows a cache on the heap.
    static bool IsElement(Code code) => code is Code.Ldlen or (>= Code.Ldelem_I1 and <= Code.Stelem_R8) or Code.Ldelem_Any;

    static bool IsPrefix(Code code) => code is Code.Volatile or Code.Unaligned or Code.Readonly;

    // Elements of other types are checked, and in shared generic code their type is looked up first.
    static bool IsPlainValue(TypeReference type) =>
        type is { IsPrimitive: true } or TypeDefinition { IsValueType: true } or GenericInstanceType { IsValueType: true };

    /// <summary>These instructions are allowed on static fields too, which may run a static constructor first.</summary>
    static bool IsInstanceField(FieldReference field)
    {
        try
        {
            return field.Resolve() is { IsStatic: false };
        }
        catch (Exception e) when (e is AssemblyResolutionException or BadImageFormatException or IOException)
        {
            return false;
        }
    }
}
