using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>Adds to the MoveNext of an async method what its segments need: suspend, resume, and the end before continuations run.</summary>
sealed class SegmentWeaver(ProfiledBody body, BodyEditor editor, ActivationCode code, RuntimeReferences runtime)
{
    const string PromiseField = "<>v__promiseOfValueOrEnd";

    // As C# and as Visual Basic name it.
    static readonly string[] _builderFields = ["<>t__builder", "$Builder"];

    VariableDefinition? _exceeded;

    /// <summary>Puts code before the calls of the builder, whose arguments are on the stack already.</summary>
    public void WeaveCalls(List<Instruction> original)
    {
        var builder = TypeOf(_builderFields);
        var promise = TypeOf(PromiseField);
        if (body.Limit is not null)
        {
            _exceeded = new VariableDefinition(runtime.Exception);
            body.Method.Body.Variables.Add(_exceeded);
            body.Method.Body.InitLocals = true;
        }
        foreach (var instruction in original)
        {
            if (instruction.Operand is not MethodReference called || !IsCall(instruction))
                continue;
            var type = called.DeclaringType.GetElementType().FullName;
            if (type == builder)
                editor.Before(instruction, BeforeBuilder(called.Name));
            else if (type == promise && called.Name is "SetResult" or "SetException")
                editor.Before(instruction, [.. code.Suspend(ownBytes: 0), .. code.EndBefore(runtime.Exit)]);
            if (called.Name == "SetResult" && (type == builder || type == promise))
                FailIfExceeded(instruction, called, original);
        }
    }

    /// <summary>At each point where an await resumes, names the line of that await; answers what then stands before which instruction.</summary>
    public void WeaveResumes(OffsetIndex byOffset, IReadOnlyList<ProbePoint> points, Dictionary<Instruction, Instruction> probes)
    {
        var info = body.Method.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>().FirstOrDefault();
        if (info is null || points.Count == 0)
            return;
        foreach (var resume in info.Resumes)
        {
            if (byOffset.Find(resume.Offset) is not { } at || probes.ContainsKey(at))
                continue;
            var line = points.LastOrDefault(point => point.At.Offset <= resume.Offset);
            var resumed = code.Resume(line?.LineSlot ?? 0);
            editor.Before(at, resumed);
            probes.Add(at, resumed[0]);
        }
    }

    List<Instruction> BeforeBuilder(string called) => called switch
    {
        "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" => code.Suspend(body.StateMachine!.BytesOfFirstSuspension),
        "SetResult" or "Complete" when _exceeded is not null => [.. code.CheckLimitOfCall(body.Limit!.Value, _exceeded), .. code.EndBefore(runtime.Complete)],
        "SetResult" or "SetException" or "Complete" => code.EndBefore(runtime.Complete),
        _ => [],
    };

    // The arguments are on the stack: the result is dropped and the same builder gets the exception in its place.
    void FailIfExceeded(Instruction setResult, MethodReference called, List<Instruction> original)
    {
        var setException = original.Select(i => i.Operand).OfType<MethodReference>()
            .FirstOrDefault(m => m.Name == "SetException" && m.DeclaringType.GetElementType().FullName == called.DeclaringType.GetElementType().FullName);
        if (_exceeded is null || setException is null)
            return;
        var end = Instruction.Create(OpCodes.Nop);
        editor.Before(setResult,
        [
            Instruction.Create(OpCodes.Ldloc, _exceeded),
            Instruction.Create(OpCodes.Brfalse, setResult),
            .. called.Parameters.Select(_ => Instruction.Create(OpCodes.Pop)),
            Instruction.Create(OpCodes.Ldloc, _exceeded),
            Instruction.Create(OpCodes.Call, setException),
            Instruction.Create(OpCodes.Br, end),
        ]);
        editor.After(setResult, end);
    }

    string? TypeOf(params string[] fields) =>
        body.Method.DeclaringType.Fields.FirstOrDefault(f => fields.Contains(f.Name))?.FieldType.GetElementType().FullName;

    static bool IsCall(Instruction instruction) =>
        instruction.OpCode == OpCodes.Call || instruction.OpCode == OpCodes.Callvirt;
}
