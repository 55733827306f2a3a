using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>
/// Gives conditional jumps a landing of their own, so that coverage tools that look at the woven code count what they
/// count without it. Such a tool counts a jump to a place that control also falls through to on its way there, but not in
/// a try block, where it counts whatever arrives. The woven body stands in one.
/// </summary>
sealed class BranchLandings
{
    readonly MethodBody _body;
    readonly BodyEditor _editor;
    readonly Dictionary<Instruction, Instruction> _probes;
    readonly List<Instruction> _original;
    readonly HashSet<int> _visible;
    // Where control gets to behind conditional branches, and the first such branch's offset.
    readonly Dictionary<Instruction, int> _passed = [];
    readonly List<Instruction> _code = [];
    readonly HashSet<Instruction> _direct = [];

    BranchLandings(MethodBody body, BodyEditor editor, Dictionary<Instruction, Instruction> probes, List<Instruction> original, HashSet<int> visible)
    {
        _body = body;
        _editor = editor;
        _probes = probes;
        _original = original;
        _visible = visible;
    }

    /// <summary>Sends the jumps to their landings, which are to stand at the end of the try block.</summary>
    /// <param name="body">The body with its own branches.</param>
    /// <param name="editor">Puts in what separates ways that meet.</param>
    /// <param name="probes">What stands before which instruction; gets what separates ways.</param>
    /// <param name="original">The body's own instructions.</param>
    /// <param name="visible">Where visible points begin.</param>
    /// <returns>The landings' code; the jumps of it that go to a probe are still to be sent there.</returns>
    public static (List<Instruction> Code, List<Instruction> Jumps) Add(
        MethodBody body, BodyEditor editor, Dictionary<Instruction, Instruction> probes, List<Instruction> original, HashSet<int> visible)
    {
        var landings = new BranchLandings(body, editor, probes, original, visible);
        landings.Add();
        return (landings._code, [.. landings._code.Where(at => at.OpCode == OpCodes.Br && !landings._direct.Contains(at))]);
    }

    void Add()
    {
        var branches = _original.Where(at => at.OpCode.FlowControl == FlowControl.Cond_Branch).ToList();
        foreach (var branch in branches)
        {
            if (branch.Next is { } next && !_passed.ContainsKey(End(next)))
                _passed.Add(End(next), branch.Offset);
        }
        foreach (var branch in branches)
        {
            if (!IsInBlock(branch.Offset) && !IsNoDecision(branch))
            {
                branch.Operand = branch.Operand is Instruction[] targets
                    ? Array.ConvertAll(targets, target => Landing(branch, target))
                    : Landing(branch, (Instruction)branch.Operand);
            }
        }
    }

    Instruction Landing(Instruction branch, Instruction target)
    {
        var end = End(target);
        if (end.Offset == 0 || IsInBlock(end.Offset) || end.Previous.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            return target;
        var landing = Instruction.Create(OpCodes.Nop);
        var jump = Instruction.Create(OpCodes.Br, target);
        _code.Add(landing);
        _code.Add(jump);
        if (_passed.TryGetValue(end, out var first) && !_visible.Contains(end.Offset))
        {
            Separate(end);
            // The tool lets a jump pass by what it counts for a branch further down.
            if (branch.Offset < first)
            {
                jump.Operand = end;
                _direct.Add(jump);
            }
        }
        return landing;
    }

    void Separate(Instruction end)
    {
        if (_probes.ContainsKey(end))
            return;
        var way = Instruction.Create(OpCodes.Nop);
        _editor.Before(end, [way]);
        _probes.Add(end, way);
    }

    // As far as unconditional jumps lead on.
    Instruction End(Instruction at)
    {
        for (var steps = 0; at.OpCode == OpCodes.Br && !_probes.ContainsKey(at) && steps < _original.Count; steps++)
            at = (Instruction)at.Operand;
        return at;
    }

    bool IsInBlock(int offset) => _body.ExceptionHandlers.Any(handler =>
        IsBetween(offset, handler.TryStart, handler.TryEnd) || IsBetween(offset, handler.HandlerStart, handler.HandlerEnd)
        || (handler.FilterStart is not null && IsBetween(offset, handler.FilterStart, handler.HandlerStart)));

    static bool IsBetween(int offset, Instruction start, Instruction? end) =>
        offset >= start.Offset && (end is null || offset < end.Offset);

    // What the compiler writes for itself, and a tool knows by where the jump goes: a place to break at, and the false of a pattern.
    static bool IsNoDecision(Instruction branch) =>
        IsBreakpoint(branch)
        || (branch.Operand is Instruction { OpCode.Code: Code.Ldc_I4, Operand: 0, Next.OpCode.FlowControl: FlowControl.Branch } && branch.OpCode.Code is not (Code.Brtrue or Code.Brfalse));

    /// <summary>Whether a branch always jumps over one instruction, which a debugger may stop at and nothing reaches.</summary>
    public static bool IsBreakpoint(Instruction? branch) =>
        branch is { OpCode.Code: Code.Brtrue, Previous: { OpCode.Code: Code.Ldc_I4, Operand: 1 }, Next.OpCode.Code: Code.Nop } && branch.Operand == branch.Next.Next;
}
