using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Adds what a method of the runtime's own async needs: behind each await, and where a handler begins that an exception of what is
/// awaited may come to, it asks for its activation. Nothing stands between a call and its await, which the runtime takes together.
/// </summary>
/// <param name="body">The method's body with its own handlers.</param>
/// <param name="editor">Changes it.</param>
/// <param name="code">The code of its activation.</param>
/// <param name="runtime">What woven code refers to.</param>
/// <param name="probes">What stands before which instruction.</param>
sealed class AwaitWeaver(MethodBody body, BodyEditor editor, ActivationCode code, RuntimeReferences runtime, Dictionary<Instruction, Instruction> probes)
{
    /// <summary>Puts the code in.</summary>
    public void Weave(List<Instruction> original)
    {
        foreach (var at in original.Where(RuntimeAwait.Is))
        {
            editor.After(at, code.Resume());
            if (RuntimeAwait.Awaiter(at) is { } awaiter)
                Watch(at, awaiter);
        }
        foreach (var handler in body.ExceptionHandlers)
        {
            Begin(handler.HandlerStart);
            if (handler.FilterStart is not null)
                Begin(handler.FilterStart);
        }
    }

    // Before the first line's probe, which needs it.
    void Begin(Instruction at)
    {
        var resume = code.Resume();
        editor.BeforeAll(at, resume);
        probes[at] = resume[0];
    }

    void Watch(Instruction at, TypeReference awaiter)
    {
        var called = (GenericInstanceMethod)at.Operand;
        var watched = runtime.Watched(awaiter, isCritical: called.Name == "UnsafeAwaitAwaiter");
        if (at.Previous is { OpCode.Code: Code.Ldloc, Operand: VariableDefinition local } load)
        {
            // Of the same local: a copy of its own would be kept beside it.
            load.OpCode = OpCodes.Ldloca;
            load.Operand = local;
            editor.After(load, Instruction.Create(OpCodes.Ldobj, watched.DeclaringType));
        }
        else
        {
            editor.Before(at, [Instruction.Create(OpCodes.Newobj, watched)]);
        }
        var instead = new GenericInstanceMethod(called.ElementMethod);
        instead.GenericArguments.Add(watched.DeclaringType);
        at.Operand = instead;
    }
}
