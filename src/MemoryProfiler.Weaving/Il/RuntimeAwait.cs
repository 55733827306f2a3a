using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>What sets methods of the runtime's own async apart: a flag, and calls that suspend them.</summary>
static class RuntimeAwait
{
    // MethodImplAttributes.Async: no state machine, the body returns T where the signature says Task<T>.
    const int Async = 0x2000;

    /// <summary>Whether a method is one.</summary>
    public static bool Has(MethodDefinition method) => ((int)method.ImplAttributes & Async) != 0;

    /// <summary>Whether a method is one in the form that compilers write. What the runtime's own library has besides returns no task.</summary>
    public static bool IsKnown(MethodDefinition method) =>
        ReturnTypes.WithoutModifiers(method.ReturnType) is { Namespace: "System.Threading.Tasks" } returned && returned.GetElementType().Name is "Task" or "Task`1" or "ValueTask" or "ValueTask`1";

    /// <summary>Whether an instruction may suspend such a method.</summary>
    public static bool Is(Instruction at) => Called(at)?.Name is "Await" or "AwaitAwaiter" or "UnsafeAwaitAwaiter";

    /// <summary>The struct that an instruction awaits by its own methods, which the runtime may call directly; null for all else.</summary>
    public static TypeReference? Awaiter(Instruction at) =>
        Called(at) is GenericInstanceMethod { Name: "AwaitAwaiter" or "UnsafeAwaitAwaiter" } called && called.GenericArguments[0] is { IsValueType: true } awaiter && !IsOfYield(awaiter) ? awaiter : null;

    /// <summary>What the body returns; null for nothing.</summary>
    public static TypeReference? Result(MethodDefinition method) =>
        ReturnTypes.WithoutModifiers(method.ReturnType) is GenericInstanceType task ? task.GenericArguments[0] : null;

    // The runtime has a way of its own for it.
    static bool IsOfYield(TypeReference awaiter) => awaiter.FullName == "System.Runtime.CompilerServices.YieldAwaitable/YieldAwaiter";

    static MethodReference? Called(Instruction at) =>
        at.OpCode.Code == Code.Call && at.Operand is MethodReference { DeclaringType.FullName: "System.Runtime.CompilerServices.AsyncHelpers" } called ? called : null;
}
