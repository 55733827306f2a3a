using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>Says of instructions of a body that allocate nothing whether the runtime may raise an exception in them.</summary>
sealed class Failure
{
    readonly HashSet<Instruction> _targets;
    readonly bool _isThisKept;

    /// <summary>Looks at a body, whose instructions may have short forms.</summary>
    public Failure(MethodBody body)
    {
        _targets = [.. BranchTargets.Of(body.Instructions)];
        _isThisKept = !body.Method.IsStatic && !body.Instructions.Any(at => at.OpCode.Code is Code.Starg or Code.Starg_S && IsThis(at));
    }

    /// <summary>Whether one may. What is not named here may.</summary>
    public bool IsPossible(Instruction at) => at.OpCode.Code switch
    {
        Code.Ldfld or Code.Ldflda => _targets.Contains(at) || !IsObject(at.Previous),
        Code.Stfld => _targets.Contains(at) || at.Previous is not { } value || !IsPush(value) || _targets.Contains(value) || !IsObject(value.Previous),
        Code.Isinst or Code.Box => false,
        var code => !(Computation.IsPlain(code) || IsShortForm(code)),
    };

    // Short forms of what is plain, jumps and the end.
    static bool IsShortForm(Code code) => code is (>= Code.Ldarg_0 and <= Code.Stloc_S) or (>= Code.Br_S and <= Code.Switch) or Code.Ret;

    static bool IsPush(Instruction at) => at.OpCode is { StackBehaviourPop: StackBehaviour.Pop0, FlowControl: FlowControl.Next, OpCodeType: not OpCodeType.Prefix };

    // Whoever calls a method of an object has looked whether there is one.
    bool IsObject(Instruction? at) => _isThisKept && at is not null && (at.OpCode.Code == Code.Ldarg_0 || (at.OpCode.Code is Code.Ldarg or Code.Ldarg_S && IsThis(at)));

    static bool IsThis(Instruction at) => ((ParameterReference)at.Operand).Index < 0;
}
