using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>Adds to the MoveNext of an async method what its segments need: suspend, resume, and the end before continuations run.</summary>
sealed class SegmentWeaver(ProfiledBody body, BodyEditor editor, ActivationCode code, RuntimeReferences runtime)
{
    const string PromiseField = "<>v__promiseOfValueOrEnd";

    // As C# and as Visual Basic name it.
    static readonly string[] _builderFields = ["<>t__builder", "$Builder"];

    /// <summary>Puts code before the calls of the builder, whose arguments are on the stack already.</summary>
    public void WeaveCalls(List<Instruction> original)
    {
        var builder = TypeOf(_builderFields);
        var promise = TypeOf(PromiseField);
        foreach (var instruction in original)
        {
            if (instruction.Operand is not MethodReference called || !IsCall(instruction))
                continue;
            var type = called.DeclaringType.GetElementType().FullName;
            if (type == builder)
                editor.Before(instruction, BeforeBuilder(called.Name));
            else if (type == promise && called.Name is "SetResult" or "SetException")
                editor.Before(instruction, [.. code.Suspend(ownBytes: 0), .. code.EndBefore(runtime.Exit)]);
        }
    }

    /// <summary>At each point where an await resumes, names the line of that await; answers what then stands before which instruction.</summary>
    public void WeaveResumes(Dictionary<int, Instruction> byOffset, IReadOnlyList<ProbePoint> points, Dictionary<Instruction, Instruction> probes)
    {
        var info = body.Method.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>().FirstOrDefault();
        if (info is null || points.Count == 0)
            return;
        foreach (var resume in info.Resumes)
        {
            if (!byOffset.TryGetValue(resume.Offset, out var at) || probes.ContainsKey(at))
                continue;
            var line = points.LastOrDefault(point => point.Point.Offset <= resume.Offset);
            var resumed = code.Resume(line.LineSlot);
            editor.Before(at, resumed);
            probes.Add(at, resumed[0]);
        }
    }

    List<Instruction> BeforeBuilder(string called) => called switch
    {
        "AwaitOnCompleted" or "AwaitUnsafeOnCompleted" => code.Suspend(body.StateMachine!.BytesOfFirstSuspension),
        "SetResult" or "SetException" or "Complete" => code.EndBefore(runtime.Complete),
        _ => [],
    };

    string? TypeOf(params string[] fields) =>
        body.Method.DeclaringType.Fields.FirstOrDefault(f => fields.Contains(f.Name))?.FieldType.GetElementType().FullName;

    static bool IsCall(Instruction instruction) =>
        instruction.OpCode == OpCodes.Call || instruction.OpCode == OpCodes.Callvirt;
}
