using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>A finally block of an iterator: a method of its state machine, as both MoveNext and Dispose must reach it.</summary>
static class IteratorFinally
{
    const string Prefix = "<>m__Finally";

    /// <summary>Whether a method is one.</summary>
    public static bool Is(MethodReference method) => method.Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether an instruction runs one, behind which another line than before may be running.</summary>
    public static bool IsRunBy(Instruction at) => at.OpCode.Code is Code.Call or Code.Callvirt && at.Operand is MethodReference method && Is(method);
}
