using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>What a body says by itself of its method, whatever it calls of the same module left open.</summary>
sealed class MethodBodyFacts
{
    /// <summary>Reads a body that nothing is inserted into yet.</summary>
    public MethodBodyFacts(MethodDefinition method)
    {
        var body = method.Body;
        BodyEditor.RenewOffsets(body);
        HasHandlers = body.HasExceptionHandlers;
        HasLoop = BranchTargets.HaveLoop(body);
        // Of the runtime's own async the runtime makes the task.
        if (method.IsSynchronized || RuntimeAwait.Has(method) || body.ExceptionHandlers.Any(handler => handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter))
        {
            Own = AllocationFact.Possible;
            return;
        }
        var failure = new Failure(body);
        HashSet<Instruction>? returning = null;
        foreach (var at in body.Instructions)
        {
            var fact = Of(at, method, failure);
            // What is made on the way to a throw alone is part of the exception.
            if (fact == AllocationFact.Possible && (at.OpCode.Code == Code.Throw || !(returning ??= ReturningCode.Of(body)).Contains(at)))
            {
                fact = AllocationFact.OnlyByException;
                RaisesByCode |= !IsPlainRaising(at);
            }
            if (fact > Own)
                Own = fact;
            if (Own == AllocationFact.Possible)
                return;
        }
    }

    /// <summary>The worst of its own instructions and of what it calls of other modules.</summary>
    public AllocationFact Own { get; }

    /// <summary>What it calls of its own module.</summary>
    public List<MethodDefinition> Callees { get; } = [];

    /// <summary>Whether something in it may run again in one call.</summary>
    public bool HasLoop { get; }

    /// <summary>Whether it has blocks of try.</summary>
    public bool HasHandlers { get; }

    /// <summary>Whether on the way to a throw anything may run that has a body in a module of somebody's.</summary>
    public bool RaisesByCode { get; }

    static bool IsPlainRaising(Instruction at) => at.OpCode.Code is Code.Throw or Code.Ldstr or Code.Box
        || (at is { OpCode.Code: Code.Newobj, Operand: MethodReference { DeclaringType: { IsNested: false, Scope: AssemblyNameReference scope } } constructor }
            && KnownMethods.IsCore(scope.Name) && constructor.Parameters.All(parameter => parameter.ParameterType.IsPrimitive || parameter.ParameterType.FullName is "System.String" or "System.Exception"));

    AllocationFact Of(Instruction at, MethodDefinition method, Failure failure)
    {
        if (CalledMethod.IsCall(at))
        {
            var called = CalledMethod.Of(at, method);
            if (called.Definition is { } callee)
            {
                Callees.Add(callee);
                return at.OpCode.Code == Code.Callvirt ? AllocationFact.OnlyByException : AllocationFact.Never;
            }
            // An object that is null is found out by the call.
            return called.Known == AllocationFact.Never && at.OpCode.Code == Code.Callvirt ? AllocationFact.OnlyByException : called.Known;
        }
        if (Allocation.IsPossible(at) && at.OpCode.Code is not (Code.Ret or Code.Endfinally))
            return AllocationFact.Possible;
        return failure.IsPossible(at) ? AllocationFact.OnlyByException : AllocationFact.Never;
    }
}
