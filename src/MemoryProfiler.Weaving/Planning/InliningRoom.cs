using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Whether the JIT has room for the locals of inlined probes. Into a method that has 512 locals it inlines nothing, and
/// from some 400 on less and less. What the program calls there is then called, and objects are on the heap that need not
/// be.
/// </summary>
static class InliningRoom
{
    const int Locals = 400;

    // Measured: the calls of the program that are still inlined, with probes and without.
    const int LocalsOfActivation = 40;
    const int LocalsOfProbe = 8;

    /// <summary>Whether there is room.</summary>
    /// <param name="probes">How many probes there are to be.</param>
    /// <param name="body">The body they are for.</param>
    public static bool IsFor(int probes, MethodBody body) =>
        LocalsOfActivation + (probes * LocalsOfProbe) + body.Variables.Count + body.Instructions.Count(IsCall) <= Locals;

    // What is inlined has a local at least, as has the object that is made.
    static bool IsCall(Instruction instruction) => instruction.OpCode.FlowControl == FlowControl.Call;
}
