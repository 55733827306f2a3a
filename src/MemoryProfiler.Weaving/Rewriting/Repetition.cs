using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Makes jumps of a body's calls of itself behind which it only returns. The finally ends one activation, the entry
/// begins the next.
/// </summary>
sealed class Repetition(MethodBody body, BodyEditor editor)
{
    // Those that were written; what the weaver adds is written to before it is read.
    readonly List<VariableDefinition> _locals = [.. body.Variables];

    /// <summary>Makes one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="entry">The first instruction of the entry, outside of the try block.</param>
    /// <param name="probe">What stands before the return where something else jumps to it; null if nothing does.</param>
    public void Weave(SelfTailCall call, Instruction entry, List<Instruction>? probe)
    {
        var arguments = Arguments(call);
        List<Instruction> jump = [.. ClearLocals(), Instruction.Create(OpCodes.Leave, entry)];
        if (probe is null)
        {
            editor.After(call.Call, arguments);
            Clear(call.Return);
            editor.After(call.Return, jump);
        }
        else
        {
            editor.After(call.Call, [.. arguments, .. probe, .. jump]);
        }
        Clear(call.Call);
    }

    List<Instruction> Arguments(SelfTailCall call)
    {
        var code = body.Method.Parameters.Reverse().Select(parameter => Instruction.Create(OpCodes.Starg, parameter)).ToList();
        if (!body.Method.HasThis)
            return code;
        if (call.ChecksObject)
        {
            var type = body.Method.Module.TypeSystem;
            var getType = new MethodReference("GetType", new TypeReference("System", "Type", body.Method.Module, type.CoreLibrary), type.Object) { HasThis = true };
            code.AddRange([Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Callvirt, getType), Instruction.Create(OpCodes.Pop)]);
        }
        code.Add(Instruction.Create(OpCodes.Starg, body.ThisParameter));
        return code;
    }

    // A new call has new locals; the JIT leaves out what it sees written before it is read.
    IEnumerable<Instruction> ClearLocals() => !body.InitLocals ? [] : _locals.SelectMany(local =>
        ReturnTypes.WithoutModifiers(local.VariableType) is PointerType or ByReferenceType or FunctionPointerType
            ? new[] { Instruction.Create(OpCodes.Ldc_I4_0), Instruction.Create(OpCodes.Conv_U), Instruction.Create(OpCodes.Stloc, local) }
            : [Instruction.Create(OpCodes.Ldloca, local), Instruction.Create(OpCodes.Initobj, local.VariableType)]);

    // The instruction stays the same object: branches, scopes and points refer to it.
    static void Clear(Instruction instruction)
    {
        instruction.OpCode = OpCodes.Nop;
        instruction.Operand = null;
    }
}
