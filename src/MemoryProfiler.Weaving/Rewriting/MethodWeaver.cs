using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Planning;
using MemoryProfiler.Weaving.Runtime;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>
/// Rewrites one method body:
/// <code>
/// activation = Probe.Enter(FirstMethod + index, slots);
/// try { … Probe.Line(activation, slot); line … } finally { Probe.Exit(activation); }
/// </code>
/// In optimised code <c>EnterLine</c> begins the first line as well, if that only counts.
/// Where nothing can have been allocated since the probe before, <c>CountLine</c> stands in for <c>Line</c>. Behind the
/// condition of a <c>for</c> <c>VisitLine</c> does, and nothing at all where another point of the same line counts for it.
/// The probe of a condition that only compares stands where its loop is left. The body's first point counts the rest.
/// Coverage tools look at the woven code. So what is added has no conditional branch, and every visible point stays one
/// that is passed as often.
/// A method that cannot allocate has <c>CountCall</c> in place of an activation and no finally. If an exception may leave
/// it, a fault block calls <c>Fail</c>.
/// A lambda that only computes, on one line, has <c>CountPart</c> and no activation.
/// A method with tail calls has no try/finally: its activation ends before each of them and before each return. The JIT
/// would make a jump of some calls of the method by itself. Such a call leaves the try block for the entry.
/// The steps, in order:
/// <list type="number">
/// <item>Expand short forms, so that no branch gets too long for its operand.</item>
/// <item>Take a snapshot: instructions, and what every sequence point and scope refers to.</item>
/// <item>Put a probe before the first instruction of each visible point.</item>
/// <item>Send every branch, switch arm, handler bound and scope to the probe instead of the instruction behind it.</item>
/// <item>Turn each return into a store and a leave.</item>
/// <item>Wrap all of it in the outermost try/finally, behind the entry.</item>
/// <item>Lay the sequence points anew.</item>
/// <item>Shorten the forms again.</item>
/// </list>
/// </summary>
sealed class MethodWeaver
{
    const int PrologueLength = 3;

    // What the JIT mostly inlines, and what it always does: with the count a method has more bytes, and from 100 on it would
    // not look at it. A method that an exception may leave is to be in the exception's trace if it is without the count.
    const int MostlyInlinedBytes = 64;
    const int AlwaysInlinedBytes = 16;

    readonly MethodDefinition _method;
    readonly MethodBody _body;
    readonly BodyEditor _editor;
    readonly RuntimeReferences _runtime;
    readonly ProbePlan _plan;
    readonly LineProbes _lineProbes;
    readonly ProfiledBody _profiled;
    readonly List<ProbePoint> _points;
    readonly Dictionary<Instruction, Instruction> _probes = [];
    readonly VariableDefinition _activation;
    readonly VariableDefinition _linesActivation;
    readonly VariableDefinition? _call;
    readonly ActivationCode _code;
    readonly Handing _handing;
    readonly bool _readEveryLine;
    readonly Counting _counting;
    readonly Repetition _repetition;

    MethodWeaver(ProfiledBody profiled, List<ProbePoint> points, Handing handing, RuntimeReferences runtime, CountedCalls? calls, Counting counting)
    {
        var readEveryLine = calls is null;
        _counting = counting;
        var isCounted = counting != Counting.No;
        _handing = handing;
        _profiled = profiled;
        _method = profiled.Method;
        _body = _method.Body;
        if (counting is Counting.Plain or Counting.Guarded && runtime.IsOptimized && !_method.NoInlining
            && _body.Instructions.Sum(at => at.GetSize()) <= (counting == Counting.Plain ? MostlyInlinedBytes : AlwaysInlinedBytes))
        {
            _method.AggressiveInlining = true;
        }
        _editor = new BodyEditor(_body);
        _runtime = runtime;
        _points = points;
        _readEveryLine = readEveryLine;
        _body.SimplifyMacros();
        _repetition = new Repetition(_body, _editor);
        _plan = calls is null ? ProbePlan.ReadEvery(points.Count) : isCounted ? ProbePlan.Count(_body, points) : ProbePlan.Choose(_body, points, calls);
        _lineProbes = !runtime.IsOptimized || InliningRoom.IsFor(_plan.Kinds.Count(kind => kind != ProbeKind.None), _body) ? runtime.Inlined : runtime.Called;
        _activation = new VariableDefinition(_method.Module.TypeSystem.IntPtr);
        // What a finally reads lives on the stack: the lines read a copy, which optimised code keeps in a register. A call takes it from there as well.
        _linesActivation = !isCounted && profiled.Kind is BodyKind.Whole or BodyKind.Finally && !profiled.HasTailCalls && points.Count > 0 && runtime.IsOptimized && _lineProbes == runtime.Inlined
            ? new VariableDefinition(_method.Module.TypeSystem.IntPtr)
            : _activation;
        _call = profiled.Kind == BodyKind.RuntimeAsync ? new VariableDefinition(_method.Module.TypeSystem.Int64) : null;
        _code = new ActivationCode(profiled, _activation, _linesActivation, _call, profiled.StateMachine?.AddField(runtime), handing, runtime, _lineProbes);
    }

    /// <summary>Rewrites a body.</summary>
    /// <param name="body">The body; its method is one that <see cref="BodyCheck"/> does not refuse.</param>
    /// <param name="index">The profiled method's index in the assembly's map.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="points">This body's points and their slots, in IL order.</param>
    /// <param name="handing">What the method hands out.</param>
    /// <param name="runtime">What woven code refers to.</param>
    /// <param name="calls">What is known of the module's methods and their calls; null if probes read the clock even where nothing can have been allocated.</param>
    /// <param name="counting">Whether the method's calls are only counted.</param>
    public static WovenPoints Weave(ProfiledBody body, int index, int slotCount, List<ProbePoint> points, Handing handing, RuntimeReferences runtime, CountedCalls? calls, Counting counting) =>
        new MethodWeaver(body, points, handing, runtime, calls, counting).Run(index, slotCount);

    WovenPoints Run(int index, int slotCount)
    {
        var original = _body.Instructions.ToList();
        var byOffset = new OffsetIndex(original);
        // The F# compiler writes no offsets above 65,534: such points stand between instructions.
        var points = _method.DebugInformation.SequencePoints.Where(point => byOffset.Find(point.Offset) is not null)
            .Select(point => (Point: point, At: byOffset[point.Offset])).ToList();
        var targets = new HashSet<Instruction>(BranchTargets.Of(original));
        var endings = ProbesOfEndings(targets);
        var offsets = new DebugOffsets(_method, byOffset);

        var (kinds, conditions) = _plan;
        var isCounted = _counting != Counting.No;
        var repeated = IsRepeatable && !isCounted ? SelfTailCall.In(_body) : [];
        var leaves = conditions.ToDictionary(condition => condition.Point, condition => condition.Branch);
        var hasActivation = !isCounted && !IsOnlyCounted(kinds);
        var opening = hasActivation ? Opening(kinds, targets) : null;
        var calls = isCounted ? new CountedBody(_body, _code, _counting, _points, kinds, index, slotCount) : null;
        if (hasActivation || calls?.HasVisits == true)
            AddVariables();
        for (var i = 0; i < kinds.Length; i++)
        {
            if (leaves.TryGetValue(_points[i], out var leave))
                _editor.After(leave, ProbeOf(_points[i], kinds[i]));
            else if (_points[i] == opening || BranchLandings.IsBreakpoint(_points[i].At.Previous))
                continue;
            else if (calls is not null)
                AddProbe(_points[i], calls.Probe(_points[i], kinds[i]));
            else if (kinds[i] != ProbeKind.None)
                AddProbe(_points[i], hasActivation ? ProbeOf(_points[i], kinds[i]) : _code.CountPart(index, slotCount, _points[i]));
        }
        AddSegmentCode(original);
        if (hasActivation)
        {
            AddHanding(original, index);
            new MachineBoxing(_body, _editor, _runtime).Weave(original);
        }
        if (_profiled.HasTailCalls)
            new UnguardedEnding(_body, _editor, () => _code.Exit(returnValue: null), _probes).Weave(original);
        else if (_counting == Counting.Recursive)
            new UnguardedEnding(_body, _editor, calls!.End, _probes).Weave(original);
        var visible = new HashSet<int>(points.Where(point => !point.Point.IsHidden).Select(point => point.At.Offset));
        var isGuarded = !_profiled.HasTailCalls && (hasActivation || _counting == Counting.Guarded);
        var (landings, jumps) = !isGuarded ? ([], []) : BranchLandings.Add(_body, _editor, _probes, original, visible);
        var entry = hasActivation ? Entry(index, slotCount, opening) : calls?.Entry() ?? [];
        foreach (var call in repeated)
            _repetition.Weave(call, entry[0], targets.Contains(call.Return) ? ProbeAgain(call.Return, kinds) : null);
        RemapBranches(original);
        RemapBranches(jumps);
        RemapHandlers();
        offsets.Remap(Probed);
        // The finally of an iterator reads the return value even if an exception left the body before it was stored.
        _body.InitLocals |= _profiled.Kind == BodyKind.Iterator;
        var exit = !isGuarded ? null : new GuardedEnding(_method, _editor, _code, calls?.Failing()).Weave(original, Prologue(original));
        Begin(entry, Prologue(original));
        _editor.Apply();
        offsets.RestoreMissing();
        LaySequencePoints(points, original, targets, endings, landings, entry.FirstOrDefault(), exit);
        _body.OptimizeMacros();
        var counting = kinds.Count(kind => kind is ProbeKind.Counting or ProbeKind.Visiting);
        if (isCounted)
            return new WovenPoints(kinds, counting, [.. _plan.Equal.Select(point => (point.Point.Slot, point.Slot))]);
        if (opening is not null)
            kinds = [.. kinds.Select((kind, i) => _points[i] == opening ? ProbeKind.Visiting : kind)];
        if (!hasActivation)
            kinds = Array.ConvertAll(kinds, kind => kind == ProbeKind.None ? kind : ProbeKind.Part);
        else if (_lineProbes == _runtime.Called)
            kinds = Array.ConvertAll(kinds, Called);
        return new WovenPoints(kinds, counting, [.. conditions.Select(condition => (condition.Point.Slot, condition.Body.Slot))]);
    }

    // A lambda that only computes, on one line: an activation of it would have nothing to book.
    bool IsOnlyCounted(ProbeKind[] kinds) => !_readEveryLine && _profiled is { IsCall: false, Kind: BodyKind.Whole, HasTailCalls: false }
        && kinds.Count(kind => kind != ProbeKind.None) == 1 && Computation.IsAllOf(_body);

    // The limit of a call is one for all that it calls.
    bool IsRepeatable => _runtime.IsOptimized && _profiled is { Kind: BodyKind.Whole, HasTailCalls: false, Limit: null };

    List<Instruction> ProbeAgain(Instruction at, ProbeKind[] kinds)
    {
        var i = _points.FindIndex(point => point.At == at);
        return i < 0 || kinds[i] == ProbeKind.None ? [] : ProbeOf(_points[i], kinds[i]);
    }

    void AddVariables()
    {
        _body.Variables.Add(_activation);
        if (_linesActivation != _activation)
            _body.Variables.Add(_linesActivation);
        if (_call is not null)
            _body.Variables.Add(_call);
    }

    void AddProbe(ProbePoint point, List<Instruction> code)
    {
        if (code.Count == 0)
            return;
        _editor.Before(point.At, code);
        _probes.Add(point.At, code[0]);
    }

    static ProbeKind Called(ProbeKind kind) => kind switch
    {
        ProbeKind.Reading => ProbeKind.CalledReading,
        ProbeKind.Counting => ProbeKind.CalledCounting,
        ProbeKind.Visiting => ProbeKind.CalledVisiting,
        var other => other,
    };

    List<Instruction> ProbeOf(ProbePoint point, ProbeKind kind)
    {
        var code = new List<Instruction>(4) { Instruction.Create(OpCodes.Ldloc, _linesActivation), Instruction.Create(OpCodes.Ldc_I4, point.LineSlot) };
        if (!point.IsFirst)
            code.Add(Instruction.Create(OpCodes.Ldc_I4, point.Slot));
        code.Add(Instruction.Create(OpCodes.Call, Probe(point, kind)));
        return code;
    }

    /// <summary>
    /// The points that are reached only from the line before. The probe of one is shown as that line's, which is the line
    /// that ends there. So a debugger that a probe stops, and the stack of what a probe throws, name that line.
    /// </summary>
    HashSet<Instruction> ProbesOfEndings(HashSet<Instruction> targets)
    {
        return [.. _points.Select(point => point.At).Where(at => at.Offset > 0 && !targets.Contains(at) && !(_body.HasExceptionHandlers && BeginsHandler(at)))];

        bool BeginsHandler(Instruction at) => _body.ExceptionHandlers.Any(handler => handler.HandlerStart == at || handler.FilterStart == at);
    }

    MethodReference Probe(ProbePoint point, ProbeKind kind) => (kind, point.IsFirst) switch
    {
        (ProbeKind.Visiting, _) => _lineProbes.VisitLine,
        (ProbeKind.Counting, true) => _lineProbes.CountLine,
        (ProbeKind.Counting, false) => _lineProbes.CountPoint,
        (_, true) => _lineProbes.Line,
        _ => _lineProbes.Point,
    };

    void AddSegmentCode(List<Instruction> original)
    {
        if (_profiled.Kind == BodyKind.RuntimeAsync)
            new AwaitWeaver(_body, _editor, _code, _runtime, _probes).Weave(original);
        if (_profiled.Kind is not (BodyKind.Async or BodyKind.AsyncIterator))
            return;
        new SegmentWeaver(_profiled, _editor, _code, _runtime).WeaveCalls(original);
    }

    void AddHanding(List<Instruction> original, int index)
    {
        foreach (var made in original)
        {
            if (_handing.FieldMadeBy(made) is { } field)
                _editor.After(made, _code.Share(field));
        }
        foreach (var (at, group) in _handing.NotedIn(_body).ToList())
        {
            var code = _code.HandOut(index, group);
            if (!_probes.ContainsKey(at))
                _probes.Add(at, code[0]);
            _editor.Before(at, code);
        }
    }

    Instruction Probed(Instruction instruction) =>
        _probes.TryGetValue(instruction, out var probe) ? probe : instruction;

    void RemapBranches(List<Instruction> original)
    {
        foreach (var instruction in original)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => Probed(target),
                Instruction[] targets => Array.ConvertAll(targets, Probed),
                var other => other,
            };
        }
    }

    void RemapHandlers()
    {
        foreach (var handler in _body.ExceptionHandlers)
        {
            handler.TryStart = Probed(handler.TryStart);
            handler.TryEnd = handler.TryEnd is null ? null : Probed(handler.TryEnd);
            handler.HandlerStart = Probed(handler.HandlerStart);
            handler.HandlerEnd = handler.HandlerEnd is null ? null : Probed(handler.HandlerEnd);
            handler.FilterStart = handler.FilterStart is null ? null : Probed(handler.FilterStart);
        }
    }

    /// <summary>
    /// How many instructions stay before the entry: an async method's read of its state. They can neither throw nor
    /// allocate, and coverage tools know the method by them.
    /// </summary>
    int Prologue(List<Instruction> original) =>
        _code.IsAsync && original.Count > PrologueLength
        && original[0].OpCode == OpCodes.Ldarg && original[1].Operand is FieldReference { Name: StateMachine.StateField } && original[2].OpCode == OpCodes.Stloc
            ? PrologueLength : 0;

    List<Instruction> Entry(int index, int slotCount, ProbePoint? opening) =>
        _code.Enter(index, slotCount, _points.Find(point => point.At.Offset == _profiled.First?.Offset)?.LineSlot ?? 0, opening);

    /// <summary>The point that the entry begins with as well: control comes to it from there alone, and nothing runs before it.</summary>
    ProbePoint? Opening(ProbeKind[] kinds, HashSet<Instruction> targets)
    {
        var at = _body.Instructions[0];
        if (!_code.CanBeginLine || targets.Contains(at) || _body.ExceptionHandlers.Any(handler => handler.TryStart == at))
            return null;
        return _points.Where((point, i) => point.At == at && point.IsFirst && kinds[i] == ProbeKind.Counting && _plan.Conditions.All(condition => condition.Point != point)).FirstOrDefault();
    }

    void Begin(List<Instruction> entry, int prologue)
    {
        // Not by the editor: an insertion through Cecil also ties offsets in the debug information to their instructions.
        for (var i = 0; i < entry.Count; i++)
            _body.Instructions.Insert(prologue + i, entry[i]);
    }

    void LaySequencePoints(List<(SequencePoint Point, Instruction At)> points, List<Instruction> original, HashSet<Instruction> targets, HashSet<Instruction> endings, Dictionary<Instruction, Instruction> landings, Instruction? entry, Instruction? end)
    {
        if (points.Count == 0)
            return;
        var laid = _method.DebugInformation.SequencePoints;
        laid.Clear();
        var begins = entry is not null && entry == _body.Instructions[0];
        // A hidden entry may give line 0 in stack traces of optimised code: it shows what the compiler has there, unless that is passed more often.
        var first = begins && points[0].At == original[0] && (points[0].Point.IsHidden || !targets.Contains(original[0])) ? points[0].Point : null;
        if (begins)
            laid.Add(first is not null ? Copy(first, entry!) : Hidden(entry!, points[0].Point.Document));
        foreach (var (point, at) in points)
        {
            // Of what nobody wrote, and not of the line before, where a jump to it would be shown.
            if (landings.TryGetValue(at, out var landing))
                laid.Add(Hidden(landing, point.Document));
            if (point != first)
                laid.Add(Copy(point, endings.Contains(at) ? at : Probed(at)));
        }
        if (end is not null)
            laid.Add(Hidden(end, points[0].Point.Document));
    }

    static SequencePoint Copy(SequencePoint point, Instruction at) => new(at, point.Document)
    {
        StartLine = point.StartLine,
        StartColumn = point.StartColumn,
        EndLine = point.EndLine,
        EndColumn = point.EndColumn,
    };

    static SequencePoint Hidden(Instruction at, Document document)
    {
        const int HiddenLine = 0xFEEFEE;
        return new SequencePoint(at, document) { StartLine = HiddenLine, EndLine = HiddenLine };
    }
}
