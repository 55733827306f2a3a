using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>The instructions that begin and end an activation, by the kind of body.</summary>
sealed class ActivationCode(ProfiledBody body, VariableDefinition activation, VariableDefinition linesActivation, VariableDefinition? call, FieldReference? logicalCall, Handing handing, RuntimeReferences runtime, LineProbes probes)
{
    /// <summary>Whether the body is that of an async method or async iterator.</summary>
    public bool IsAsync => body.Kind is BodyKind.Async or BodyKind.AsyncIterator;

    /// <summary>Whether the JIT optimises the body.</summary>
    public bool IsOptimized => runtime.IsOptimized && !body.Method.NoOptimization;

    /// <summary>Whether what begins the activation can begin its first line too: that of a plain call.</summary>
    public bool CanBeginLine => body is { Kind: BodyKind.Whole, IsCall: true, HasTailCalls: false } && IsOptimized && !handing.IsDelegate(body) && handing.GroupOf(body) is null;

    /// <summary>Begins an activation; the first instruction never throws.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="firstSlot">The slot a part of it starts in.</param>
    /// <param name="opening">The point that it begins with as well, if <see cref="CanBeginLine"/>.</param>
    public List<Instruction> Enter(int index, int slotCount, int firstSlot, ProbePoint? opening)
    {
        var code = Method(index, slotCount);
        if (call is not null)
        {
            code.AddRange(EnterCall(firstSlot));
            code.Add(Instruction.Create(OpCodes.Stloc, call));
            code.AddRange(Activation(runtime.Begin));
            return code;
        }
        if (body.Kind == BodyKind.Disposal)
        {
            code.AddRange(IsCall());
            code.AddRange(LogicalCall());
            code.Add(Instruction.Create(OpCodes.Call, runtime.EnterDisposal));
        }
        else if (body.Kind == BodyKind.Finally)
        {
            code.Add(Instruction.Create(OpCodes.Ldc_I4, firstSlot));
            code.Add(Instruction.Create(OpCodes.Call, runtime.EnterFinally));
        }
        else if (handing.IsDelegate(body))
        {
            code.Add(Instruction.Create(OpCodes.Ldc_I4, firstSlot));
            code.Add(Instruction.Create(OpCodes.Ldc_I8, handing.HomesOf(body)));
            code.AddRange(Owner());
            if (body.Kind != BodyKind.Whole)
                code.AddRange(LogicalCall());
            code.Add(Instruction.Create(OpCodes.Call, body.Kind == BodyKind.Whole ? probes.EnterDelegate : runtime.EnterAsyncDelegate));
        }
        else if (handing.GroupOf(body) is { } group)
        {
            code.AddRange(Group(group));
            if (body.Kind != BodyKind.Whole)
                code.AddRange(LogicalCall());
            code.Add(Instruction.Create(OpCodes.Call, body.Kind == BodyKind.Whole ? probes.EnterHanded : runtime.EnterHandedSegment));
        }
        else if (body.Kind != BodyKind.Whole)
        {
            code.Add(Instruction.Create(OpCodes.Ldc_I4, body.IsCall ? 0 : firstSlot));
            code.AddRange(IsCall());
            code.AddRange(LogicalCall());
            code.Add(Instruction.Create(OpCodes.Call, body.Kind == BodyKind.Iterator ? runtime.EnterIterator : runtime.EnterSegment));
        }
        else if (body.HasTailCalls)
        {
            code.Add(Instruction.Create(OpCodes.Ldloca, activation));
            code.Add(Instruction.Create(OpCodes.Conv_U));
            code.Add(Instruction.Create(OpCodes.Call, probes.EnterUnguarded));
        }
        else if (opening is not null)
        {
            code.Add(Instruction.Create(OpCodes.Ldc_I4, opening.Slot));
            code.Add(Instruction.Create(OpCodes.Call, probes.EnterLine));
        }
        else if (body.IsCall)
        {
            code.Add(Instruction.Create(OpCodes.Call, probes.Enter));
        }
        else
        {
            code.Add(Instruction.Create(OpCodes.Ldc_I4, firstSlot));
            code.Add(Instruction.Create(OpCodes.Call, probes.EnterPart));
        }
        if (linesActivation != activation)
        {
            code.Add(Instruction.Create(OpCodes.Dup));
            code.Add(Instruction.Create(OpCodes.Stloc, linesActivation));
        }
        code.Add(Instruction.Create(OpCodes.Stloc, activation));
        return code;
    }

    /// <summary>Asks for the activation of a call that may have been suspended.</summary>
    public List<Instruction> Resume() => Activation(runtime.Resume);

    List<Instruction> Activation(MethodReference probe) =>
    [
        Instruction.Create(OpCodes.Ldloc, call),
        Instruction.Create(OpCodes.Call, probe),
        Instruction.Create(OpCodes.Stloc, activation),
    ];

    IEnumerable<Instruction> EnterCall(int firstSlot)
    {
        var ownBytes = SuspendedBytes.Load(body.Method, IsOptimized);
        if (handing.IsDelegate(body))
            return [Instruction.Create(OpCodes.Ldc_I4, firstSlot), Instruction.Create(OpCodes.Ldc_I8, handing.HomesOf(body)), .. Owner(), .. ownBytes, Instruction.Create(OpCodes.Call, runtime.EnterDelegateCall)];
        if (handing.GroupOf(body) is { } group)
            return [.. Group(group), .. ownBytes, Instruction.Create(OpCodes.Call, runtime.EnterHandedCall)];
        return [Instruction.Create(OpCodes.Ldc_I4, body.IsCall ? 0 : firstSlot), .. IsCall(), .. ownBytes, Instruction.Create(OpCodes.Call, runtime.EnterCall)];
    }

    /// <summary>Goes behind the making of a closure: says which call made it.</summary>
    /// <param name="field">The closure's field.</param>
    public List<Instruction> Share(FieldReference field) =>
    [
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldloc, linesActivation),
        Instruction.Create(OpCodes.Ldc_I4, Closures.FieldBytes),
        Instruction.Create(OpCodes.Call, runtime.Share),
        Instruction.Create(OpCodes.Stfld, field),
    ];

    /// <summary>Goes before the loading of a delegate that may run on other threads and does not say whose it is.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="group">The number of the method that it runs, if that is none of its own parts.</param>
    public List<Instruction> HandOut(int index, int? group) =>
    [
        Instruction.Create(OpCodes.Ldloc, linesActivation),
        .. group is { } number ? Group(number) : Number(index),
        Instruction.Create(OpCodes.Call, runtime.HandOut),
    ];

    /// <summary>Stands for the activation of a part that only computes, its one point and its end.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="point">The point.</param>
    public List<Instruction> CountPart(int index, int slotCount, ProbePoint point) =>
    [
        .. Method(index, slotCount),
        Instruction.Create(OpCodes.Ldc_I4, point.LineSlot),
        Instruction.Create(OpCodes.Ldc_I4, point.Slot),
        Instruction.Create(OpCodes.Call, runtime.CountPart),
    ];

    /// <summary>Stands for the entry of a method whose calls are only counted.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="hasVisits">Whether visits are counted in it.</param>
    public List<Instruction> CountCall(int index, int slotCount, bool hasVisits) =>
    [
        .. Method(index, slotCount),
        Instruction.Create(OpCodes.Call, runtime.CountCall),
        hasVisits ? Instruction.Create(OpCodes.Stloc, activation) : Instruction.Create(OpCodes.Pop),
    ];

    /// <summary>The same of a method that calls itself.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="call">Keeps what its end needs.</param>
    public List<Instruction> EnterRecursive(int index, int slotCount, VariableDefinition call) =>
    [
        .. Method(index, slotCount),
        Instruction.Create(OpCodes.Call, runtime.EnterRecursive),
        Instruction.Create(OpCodes.Stloc, call),
        Instruction.Create(OpCodes.Ldloc, call),
        Instruction.Create(OpCodes.Call, runtime.CountersOf),
        Instruction.Create(OpCodes.Stloc, activation),
    ];

    /// <summary>Ends a call of it.</summary>
    public List<Instruction> ExitRecursive(VariableDefinition call) => [Instruction.Create(OpCodes.Ldloc, call), Instruction.Create(OpCodes.Call, runtime.ExitRecursive)];

    /// <summary>Goes behind it where an exception may leave the method.</summary>
    /// <param name="clock">Keeps the clock.</param>
    public List<Instruction> CallClock(VariableDefinition clock) => [Instruction.Create(OpCodes.Call, runtime.CallClock), Instruction.Create(OpCodes.Stloc, clock)];

    /// <summary>Runs where an exception leaves it.</summary>
    /// <param name="index">The profiled method's index in the map.</param>
    /// <param name="slotCount">How many slots it has.</param>
    /// <param name="clock">Has the clock of the entry.</param>
    /// <param name="line">Loads the slot of the line that runs.</param>
    public List<Instruction> Fail(int index, int slotCount, VariableDefinition clock, Instruction line) =>
    [
        .. Method(index, slotCount),
        line,
        Instruction.Create(OpCodes.Ldloc, clock),
        Instruction.Create(OpCodes.Call, runtime.Fail),
    ];

    /// <summary>Counts a point of it.</summary>
    public List<Instruction> CountVisit(ProbePoint point) =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        Instruction.Create(OpCodes.Ldc_I4, point.Slot),
        Instruction.Create(OpCodes.Call, runtime.CountVisit),
    ];

    /// <summary>Ends an activation; runs in the finally.</summary>
    /// <param name="returnValue">What the body returns, if it does.</param>
    public List<Instruction> Exit(VariableDefinition? returnValue)
    {
        if (call is not null)
            return [Instruction.Create(OpCodes.Ldloc, call), Instruction.Create(OpCodes.Call, runtime.ExitCall)];
        List<Instruction> code = [Instruction.Create(OpCodes.Ldloc, activation)];
        if (body.Kind == BodyKind.Disposal || (body.Kind == BodyKind.Iterator && returnValue is not null))
        {
            code.AddRange(LogicalCall());
            code.Add(HasMore(returnValue));
            code.Add(Instruction.Create(OpCodes.Call, runtime.ExitIterator));
        }
        else if (body.Kind == BodyKind.Finally)
        {
            code.Add(Instruction.Create(OpCodes.Call, runtime.ExitFinally));
        }
        else
        {
            var isPart = body.Kind == BodyKind.Whole && !body.IsCall && !body.HasTailCalls;
            code.Add(Instruction.Create(OpCodes.Call, isPart ? runtime.ExitPart : runtime.Exit));
        }
        return code;
    }

    /// <summary>Checks the limit where the body was left normally, behind the finally; nothing if it has none or is async.</summary>
    /// <param name="returnValue">What the body returns, if it does.</param>
    public List<Instruction> CheckLimit(VariableDefinition? returnValue)
    {
        if (body.Limit is not { } limit || body.Kind is BodyKind.Async or BodyKind.AsyncIterator or BodyKind.RuntimeAsync)
            return [];
        List<Instruction> code = [Instruction.Create(OpCodes.Ldloc, activation)];
        var isIterator = body.Kind is BodyKind.Iterator or BodyKind.Disposal;
        if (isIterator)
        {
            code.AddRange(LogicalCall());
            code.Add(HasMore(returnValue));
        }
        code.Add(Instruction.Create(OpCodes.Ldc_I8, limit));
        code.Add(Instruction.Create(OpCodes.Call, isIterator ? runtime.CheckLimitOfIterator : runtime.CheckLimit));
        return code;
    }

    /// <summary>Checks the limit where a method of the runtime's own async is about to return; nothing for others.</summary>
    public List<Instruction> CheckLimitBefore() => call is null || body.Limit is not { } limit ? [] :
    [
        Instruction.Create(OpCodes.Ldloc, call),
        Instruction.Create(OpCodes.Ldc_I8, limit),
        Instruction.Create(OpCodes.Call, runtime.CheckLimitBefore),
    ];

    /// <summary>Checks the limit of an async call as it completes, and keeps what it is to fail with.</summary>
    public List<Instruction> CheckLimitOfCall(MethodReference check, long limit, VariableDefinition exceeded) =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        Instruction.Create(OpCodes.Ldc_I8, limit),
        Instruction.Create(OpCodes.Call, check),
        Instruction.Create(OpCodes.Stloc, exceeded),
    ];

    /// <summary>Goes before a call that suspends the method: from then on its next segment may run beside this one.</summary>
    public List<Instruction> Suspend(int ownBytes) =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        .. LogicalCall(),
        Instruction.Create(OpCodes.Ldc_I4, ownBytes),
        Instruction.Create(OpCodes.Call, runtime.Suspend),
    ];

    /// <summary>Goes behind such a call of a builder of which only the run tells whether it makes an object.</summary>
    public List<Instruction> Suspended(FieldReference builder) =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        Instruction.Create(OpCodes.Ldarg_0),
        Instruction.Create(OpCodes.Ldflda, builder),
        Instruction.Create(OpCodes.Call, runtime.Suspended(builder.FieldType, body.StateMachine!.Type)),
    ];

    /// <summary>
    /// Goes before the result of the call is set, where that may run continuations of other methods. The activation ends
    /// here, and the finally finds nothing to end.
    /// </summary>
    public List<Instruction> Complete() =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        Instruction.Create(OpCodes.Call, runtime.Complete),
        Instruction.Create(OpCodes.Stloc, activation),
    ];

    /// <summary>The same before the result of a step of an async iterator.</summary>
    public List<Instruction> Yield() =>
    [
        Instruction.Create(OpCodes.Ldloc, activation),
        .. LogicalCall(),
        Instruction.Create(OpCodes.Call, runtime.Yield),
        Instruction.Create(OpCodes.Stloc, activation),
    ];

    /// <summary>Says that the activation has ended.</summary>
    public List<Instruction> Forget() =>
    [
        Instruction.Create(OpCodes.Ldc_I4_0),
        Instruction.Create(OpCodes.Conv_I),
        Instruction.Create(OpCodes.Stloc, activation),
    ];

    List<Instruction> Method(int index, int slotCount) =>
    [
        .. Number(index),
        Instruction.Create(OpCodes.Ldc_I4, slotCount),
    ];

    Instruction[] Number(int index) =>
    [
        Instruction.Create(OpCodes.Ldsfld, runtime.FirstMethod),
        Instruction.Create(OpCodes.Ldc_I4, index),
        Instruction.Create(OpCodes.Add),
    ];

    // False too when an exception leaves the iterator: the value was not stored then. Nothing resumes it once it is disposed.
    static Instruction HasMore(VariableDefinition? returnValue) =>
        returnValue is null ? Instruction.Create(OpCodes.Ldc_I4_0) : Instruction.Create(OpCodes.Ldloc, returnValue);

    List<Instruction> IsCall()
    {
        // An async iterator that is disposed before its first step runs nothing that was written.
        if (body.IsCall && body.StateMachine?.DisposeMode is { } disposeMode)
            return [Instruction.Create(OpCodes.Ldarg_0), Instruction.Create(OpCodes.Ldfld, disposeMode), Instruction.Create(OpCodes.Ldc_I4_0), Instruction.Create(OpCodes.Ceq)];
        return [Instruction.Create(OpCodes.Ldc_I4, body.IsCall ? 1 : 0)];
    }

    // Beside the numbers of the methods whose parts are handed out.
    Instruction[] Group(int number) => [.. Number(number), Instruction.Create(OpCodes.Not)];

    IEnumerable<Instruction> Owner()
    {
        var fields = handing.OwnerOf(body);
        if (fields.Count == 0)
            return [Instruction.Create(OpCodes.Ldc_I8, 0L)];
        return [Instruction.Create(OpCodes.Ldarg_0), .. fields.Select(field => Instruction.Create(OpCodes.Ldfld, field))];
    }

    Instruction[] LogicalCall() =>
    [
        Instruction.Create(OpCodes.Ldarg_0),
        Instruction.Create(OpCodes.Ldflda, logicalCall),
    ];
}
