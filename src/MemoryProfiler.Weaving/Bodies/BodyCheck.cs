using MemoryProfiler.Weaving.Diagnostics;
using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>Says whether a method can carry probes, and if not, why and what to do.</summary>
static class BodyCheck
{
    /// <summary>Code and sentence of what stands in the way, or null.</summary>
    public static (string Code, string Message)? Refuse(MethodDefinition method, string name)
    {
        if (!method.HasBody || method.Body.Instructions.Count == 0)
            return (DiagnosticCodes.NoBody, $"{name} has no body to profile ({WhyNoBody(method)}). Mark what implements or calls it instead.");
        if (RuntimeAwait.Has(method) && !RuntimeAwait.IsKnown(method))
            return (DiagnosticCodes.RuntimeAsync, $"{name} is compiled for the runtime's own async in a form that no compiler writes; it is left as it is. Mark the methods it calls.");
        if (RuntimeAwait.Has(method) && TailCall.IsIn(method.Body))
            return (DiagnosticCodes.Unsupported, $"{name} is compiled for the runtime's own async with tail calls, which a probe behind them would undo; it is left as it is. Build without tail calls.");
        if (HasStateMachineAttribute(method) && StateMachine.Of(method) is null)
            return (DiagnosticCodes.StateMachine, $"{name} has a state machine that is not recognised; it is left as it is. Mark the methods it calls.");
        if (method.Body.Instructions.Any(instruction => instruction.OpCode == OpCodes.Jmp))
            return (DiagnosticCodes.Unsupported, $"{name} goes on in another method by a jump, behind which no probe can stand; it is left as it is. Mark the methods around it.");
        if (StateMachine.Of(method) is { } machine && TailCall.IsIn(machine.MoveNext.Body))
            return (DiagnosticCodes.Unsupported, $"{name} has a state machine with tail calls, which a probe behind them would undo; it is left as it is. Build without tail calls.");
        return null;
    }

    /// <summary>What stands in the way of an assembly without readable symbols.</summary>
    public const string WithoutSymbols = "cannot be profiled, as the assembly has no debug symbols that can be read. Set <DebugType>portable</DebugType> or embedded in the project.";

    /// <summary>The same for a method none of whose instructions belongs to a line.</summary>
    public static (string Code, string Message) RefuseWithoutLines(string name) =>
        (DiagnosticCodes.NoLines, $"{name} has no line of source to profile. Take [Profile] off, or mark a member whose body you wrote.");

    /// <summary>Code and sentence of why a limit cannot be checked, or null.</summary>
    public static (string Code, string Message)? RefuseLimit(ProfiledBody body, string name)
    {
        if (body.HasTailCalls)
            return (DiagnosticCodes.LimitNotChecked, $"[MaxAllocation] of {name} is not checked, as the method has tail calls, behind which nothing runs; the report names calls over it. Build without tail calls.");
        if (body.Kind == BodyKind.Async && body.Method.DeclaringType.Fields.Any(field => field.FieldType.Name == "AsyncVoidMethodBuilder"))
            return (DiagnosticCodes.LimitNotChecked, $"[MaxAllocation] of {name} is not checked, as an async void method has no task to fail; the report names calls over it. Return a task.");
        return null;
    }

    static string WhyNoBody(MethodDefinition method)
    {
        if (method.IsAbstract)
            return method.DeclaringType.IsInterface ? "a member of an interface" : "abstract";
        return method.IsPInvokeImpl || method.IsInternalCall || method.IsRuntime ? "extern" : "nothing was compiled for it";
    }

    static bool HasStateMachineAttribute(MethodDefinition method) =>
        method.CustomAttributes.Any(a => a.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
            && a.AttributeType.Namespace == "System.Runtime.CompilerServices");
}
