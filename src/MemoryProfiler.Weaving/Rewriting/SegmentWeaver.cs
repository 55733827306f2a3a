using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Adds what its segments need to the MoveNext of an async method. That is suspend, and the end before continuations run,
/// if there can be any.
/// </summary>
sealed class SegmentWeaver(ProfiledBody body, BodyEditor editor, ActivationCode code, RuntimeReferences runtime)
{
    const string PromiseField = "<>v__promiseOfValueOrEnd";

    // As C# and as Visual Basic name it.
    static readonly string[] _builderFields = ["<>t__builder", "$Builder"];

    VariableDefinition? _exceeded;
    MethodReference? _create;

    /// <summary>Puts code before the calls of the builder, whose arguments are on the stack already.</summary>
    public void WeaveCalls(List<Instruction> original)
    {
        var builder = TypeOf(_builderFields);
        var promise = TypeOf(PromiseField);
        if (body.Limit is not null)
        {
            _exceeded = new VariableDefinition(runtime.Exception);
            _create = builder is not null && body.Kind == BodyKind.Async ? body.StateMachine!.CreateBuilder(builder) : null;
            body.Method.Body.Variables.Add(_exceeded);
            body.Method.Body.InitLocals = true;
        }
        foreach (var instruction in original)
        {
            if (instruction.Operand is not MethodReference called || !IsCall(instruction))
                continue;
            var type = called.DeclaringType.GetElementType().FullName;
            if (type == builder)
            {
                editor.Before(instruction, BeforeBuilder(called.Name));
                if (Suspends(called) && Bytes == StateMachine.ToldByBuilder && BuilderIn(original) is { } field)
                    editor.After(instruction, code.Suspended(field));
            }
            else if (type == promise && called.Name is "SetResult" or "SetException")
                editor.Before(instruction, code.Yield());
            if (_exceeded is not null && called.Name == "SetResult" && (type == builder || type == promise))
                FailIfExceeded(instruction, called, _exceeded, original);
        }
    }

    int Bytes => body.StateMachine!.BytesOfFirstSuspension;

    /// <summary>Whether a method of a builder is one that awaits call as they suspend.</summary>
    public static bool Suspends(MethodReference called) => called.Name is "AwaitOnCompleted" or "AwaitUnsafeOnCompleted";

    List<Instruction> BeforeBuilder(string called) => called switch
    {
        "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" => code.Suspend(Bytes),
        "SetResult" or "Complete" when _exceeded is not null => [.. CheckLimit(_exceeded), .. code.Complete()],
        "SetResult" or "SetException" or "Complete" => code.Complete(),
        _ => [],
    };

    // What can be made anew is checked behind its result, with the task in its bytes.
    List<Instruction> CheckLimit(VariableDefinition exceeded) =>
        code.CheckLimitOfCall(_create is null ? runtime.CheckLimitOfCall : runtime.CheckLimitIfAwaited, body.Limit!.Value, exceeded);

    // The arguments are on the stack: the result is dropped and the same builder gets the exception in its place.
    void FailIfExceeded(Instruction setResult, MethodReference called, VariableDefinition exceeded, List<Instruction> original)
    {
        var setException = original.Find(i => i.Operand is MethodReference { Name: "SetException" } method
            && method.DeclaringType.GetElementType().FullName == called.DeclaringType.GetElementType().FullName);
        if (setException is null)
            return;
        var end = Instruction.Create(OpCodes.Nop);
        editor.Before(setResult,
        [
            .. UnlessExceeded(exceeded, setResult),
            .. called.Parameters.Select(_ => Instruction.Create(OpCodes.Pop)),
            Instruction.Create(OpCodes.Ldloc, exceeded),
            CallOf(setException),
            Instruction.Create(OpCodes.Br, end),
        ]);
        editor.After(setResult, [.. FailAnew(setException, exceeded, original, end), end]);
    }

    // Coverage tools know by the read of the first local, which holds the state, that nobody wrote the branch behind it.
    Instruction[] UnlessExceeded(VariableDefinition exceeded, Instruction target) =>
    [
        Instruction.Create(OpCodes.Ldloc, exceeded),
        Instruction.Create(OpCodes.Ldloc, body.Method.Body.Variables[0]),
        Instruction.Create(OpCodes.Pop),
        Instruction.Create(OpCodes.Brfalse, target),
    ];

    // Nobody has the task yet: another builder's takes its place.
    List<Instruction> FailAnew(Instruction setException, VariableDefinition exceeded, List<Instruction> original, Instruction end)
    {
        var builder = BuilderIn(original);
        if (_create is null || builder is null)
            return [];
        var create = new MethodReference(_create.Name, _create.ReturnType, ((MethodReference)setException.Operand).DeclaringType);
        return
        [
            .. code.CheckLimitOfCall(runtime.CheckLimitOfCompleted, body.Limit!.Value, exceeded),
            .. code.Forget(),
            .. UnlessExceeded(exceeded, end),
            Instruction.Create(OpCodes.Ldarg_0),
            Instruction.Create(OpCodes.Call, create),
            Instruction.Create(OpCodes.Stfld, builder),
            Instruction.Create(OpCodes.Ldarg_0),
            Instruction.Create(builder.FieldType.IsValueType ? OpCodes.Ldflda : OpCodes.Ldfld, builder),
            Instruction.Create(OpCodes.Ldloc, exceeded),
            CallOf(setException),
        ];
    }

    static FieldReference? BuilderIn(List<Instruction> original) =>
        original.Select(i => i.Operand).OfType<FieldReference>().FirstOrDefault(field => _builderFields.Contains(field.Name));

    static Instruction CallOf(Instruction call) => Instruction.Create(call.OpCode, (MethodReference)call.Operand);

    string? TypeOf(params string[] fields) =>
        body.Method.DeclaringType.Fields.FirstOrDefault(f => fields.Contains(f.Name))?.FieldType.GetElementType().FullName;

    static bool IsCall(Instruction instruction) =>
        instruction.OpCode == OpCodes.Call || instruction.OpCode == OpCodes.Callvirt;
}
