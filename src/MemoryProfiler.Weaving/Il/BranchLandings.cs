using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>
/// Gives conditional jumps a landing of their own. So coverage tools that look at the woven code count what they count
/// without it. Such a tool counts a jump apart where control also falls through to its target. In a try block it does
/// not: there it counts whatever arrives. The woven body stands in one.
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
    readonly Dictionary<Instruction, List<Instruction>> _landings = [];
    readonly List<Instruction> _jumps = [];

    BranchLandings(MethodBody body, BodyEditor editor, Dictionary<Instruction, Instruction> probes, List<Instruction> original, HashSet<int> visible)
    {
        _body = body;
        _editor = editor;
        _probes = probes;
        _original = original;
        _visible = visible;
    }

    /// <summary>
    /// Sends the jumps to their landings. Each stands before the place it is for, and what falls through jumps over it. A
    /// landing further down would jump back and so make a loop. The JIT leaves on the heap what a loop allocates.
    /// </summary>
    /// <param name="body">The body with its own branches.</param>
    /// <param name="editor">Puts in what separates ways that meet.</param>
    /// <param name="probes">What stands before which instruction; gets what separates ways.</param>
    /// <param name="original">The body's own instructions.</param>
    /// <param name="visible">Where visible points begin.</param>
    /// <returns>
    /// The first instruction of the landings before each such place. Also the jumps that go to a probe and are still to
    /// be sent there.
    /// </returns>
    public static (Dictionary<Instruction, Instruction> Landings, List<Instruction> Jumps) Add(
        MethodBody body, BodyEditor editor, Dictionary<Instruction, Instruction> probes, List<Instruction> original, HashSet<int> visible)
    {
        var landings = new BranchLandings(body, editor, probes, original, visible);
        landings.Add();
        foreach (var landing in landings._landings)
            editor.BeforeAll(landing.Key, landing.Value);
        return (landings._landings.ToDictionary(landing => landing.Key, landing => landing.Value[0]), landings._jumps);
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
        var jump = Instruction.Create(OpCodes.Br, end);
        if (!_landings.TryGetValue(end, out var code))
        {
            var over = Instruction.Create(OpCodes.Br, end);
            _landings.Add(end, code = [over]);
            _jumps.Add(over);
        }
        code.Add(landing);
        code.Add(jump);
        if (_passed.TryGetValue(end, out var first) && !_visible.Contains(end.Offset))
        {
            Separate(end);
            // The tool lets a jump pass by what it counts for a branch further down.
            if (branch.Offset < first)
                return landing;
        }
        _jumps.Add(jump);
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
