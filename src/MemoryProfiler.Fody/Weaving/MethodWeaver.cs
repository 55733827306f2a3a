using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemoryProfiler.Weaving.Weaving;

/// <summary>
/// Rewrites one method body:
/// <code>
/// activation = Probe.Enter(FirstMethod + index, slots);
/// try { … Probe.Line(activation, slot); line … } finally { Probe.Exit(activation); }
/// </code>
/// The steps, in order:
/// 1. expand short forms, so that no branch gets too long for its operand;
/// 2. take a snapshot: instructions, and what every sequence point and scope refers to;
/// 3. put a probe before the first instruction of each visible point;
/// 4. send every branch, switch arm, handler bound and scope to the probe instead of the instruction behind it;
/// 5. turn each return into a store and a leave;
/// 6. wrap all of it in the outermost try/finally, behind the entry;
/// 7. lay the sequence points anew;
/// 8. shorten the forms again.
/// </summary>
sealed class MethodWeaver
{
    readonly MethodDefinition _method;
    readonly MethodBody _body;
    readonly ILProcessor _il;
    readonly RuntimeReferences _runtime;
    readonly ProfiledBody _profiled;
    readonly IReadOnlyList<ProbePoint> _points;
    readonly Dictionary<Instruction, Instruction> _probes = [];
    readonly VariableDefinition _activation;
    readonly ActivationCode _code;
    VariableDefinition? _returnValue;

    MethodWeaver(ProfiledBody profiled, IReadOnlyList<ProbePoint> points, RuntimeReferences runtime)
    {
        _profiled = profiled;
        _method = profiled.Method;
        _body = _method.Body;
        _il = _body.GetILProcessor();
        _runtime = runtime;
        _points = points;
        _activation = new VariableDefinition(_method.Module.TypeSystem.IntPtr);
        _code = new ActivationCode(profiled, _activation, profiled.StateMachine?.AddField(runtime), runtime);
    }

    /// <summary>Rewrites a body.</summary>
    /// <param name="body">The body; its method is one that <see cref="BodyCheck"/> does not refuse.</param>
    /// <param name="index">The profiled method's index in the assembly's map.</param>
    /// <param name="slotCount">How many slots that method has.</param>
    /// <param name="points">This body's points and their slots.</param>
    /// <param name="runtime">What woven code refers to.</param>
    public static void Weave(ProfiledBody body, int index, int slotCount, IReadOnlyList<ProbePoint> points, RuntimeReferences runtime) =>
        new MethodWeaver(body, points, runtime).Run(index, slotCount);

    void Run(int index, int slotCount)
    {
        _body.SimplifyMacros();
        var original = _body.Instructions.ToList();
        var byOffset = original.ToDictionary(instruction => instruction.Offset);
        var points = _method.DebugInformation.SequencePoints.Select(point => (Point: point, At: byOffset[point.Offset])).ToList();
        var targets = new HashSet<Instruction>(BranchTargets(original));
        var offsets = new DebugOffsets(_method, byOffset);

        AddProbes(byOffset);
        AddSegmentCode(original, byOffset);
        RemapBranches(original);
        RemapHandlers();
        offsets.Remap(Probed);
        var (entry, exit) = Enclose(original, index, slotCount);
        offsets.RestoreMissing();
        LaySequencePoints(points, targets, entry, exit);
        _body.OptimizeMacros();
    }

    void AddProbes(Dictionary<int, Instruction> byOffset)
    {
        _body.Variables.Add(_activation);
        foreach (var (point, slot, lineSlot) in _points)
        {
            var at = byOffset[point.Offset];
            var first = _il.Create(OpCodes.Ldloc, _activation);
            _il.InsertBefore(at, first);
            _il.InsertBefore(at, _il.Create(OpCodes.Ldc_I4, lineSlot));
            if (slot != lineSlot)
                _il.InsertBefore(at, _il.Create(OpCodes.Ldc_I4, slot));
            _il.InsertBefore(at, _il.Create(OpCodes.Call, slot == lineSlot ? _runtime.Line : _runtime.Point));
            _probes.Add(at, first);
        }
    }

    void AddSegmentCode(List<Instruction> original, Dictionary<int, Instruction> byOffset)
    {
        if (_profiled.Kind is not (BodyKind.Async or BodyKind.AsyncIterator))
            return;
        var segments = new SegmentWeaver(_profiled, _code, _runtime);
        segments.WeaveCalls(original);
        segments.WeaveResumes(byOffset, _points, _probes);
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

    /// <summary>Entry, try, finally and the one return; answers the first instructions of entry and finally.</summary>
    (Instruction Entry, Instruction Exit) Enclose(List<Instruction> original, int index, int slotCount)
    {
        var tryStart = _body.Instructions[0];
        var after = ReplaceReturns(original);
        var ending = _code.Exit(_returnValue);
        var exit = ending[0];
        foreach (var instruction in ending)
            _il.Append(instruction);
        _il.Append(_il.Create(OpCodes.Endfinally));
        foreach (var instruction in after)
            _il.Append(instruction);

        // A handler that ends the method has no end of its own in Cecil's model: from now on our finally follows it.
        foreach (var handler in _body.ExceptionHandlers)
        {
            handler.TryEnd ??= exit;
            handler.HandlerEnd ??= exit;
        }
        _body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = tryStart,
            TryEnd = exit,
            HandlerStart = exit,
            HandlerEnd = after.Length > 0 ? after[0] : null,
        });

        var beginning = _code.Enter(index, slotCount, _points.Count == 0 ? 0 : _points[0].LineSlot);
        foreach (var instruction in beginning)
            _il.InsertBefore(tryStart, instruction);
        return (beginning[0], exit);
    }

    /// <summary>Returns become leaves; answers what stands behind the finally, nothing if the method never returns.</summary>
    Instruction[] ReplaceReturns(List<Instruction> original)
    {
        var returns = original.Where(instruction => instruction.OpCode == OpCodes.Ret).ToList();
        if (returns.Count == 0)
            return [];
        var end = _il.Create(OpCodes.Ret);
        var type = WithoutModifiers(_method.ReturnType);
        if (type.MetadataType == MetadataType.Void)
        {
            foreach (var instruction in returns)
                Replace(instruction, OpCodes.Leave, end);
            return [end];
        }
        // The finally reads it even if an exception left the body before it was stored.
        _body.InitLocals |= _profiled.Kind == BodyKind.Iterator;
        _returnValue = new VariableDefinition(type);
        _body.Variables.Add(_returnValue);
        var load = _il.Create(OpCodes.Ldloc, _returnValue);
        foreach (var instruction in returns)
        {
            Replace(instruction, OpCodes.Stloc, _returnValue);
            _il.InsertAfter(instruction, _il.Create(OpCodes.Leave, load));
        }
        return [load, end];
    }

    // The instruction stays the same object: branches, scopes and points refer to it.
    static void Replace(Instruction instruction, OpCode code, object operand)
    {
        instruction.OpCode = code;
        instruction.Operand = operand;
    }

    // An init setter returns "void modreq(IsExternalInit)", a ref readonly return has a modifier as well.
    static TypeReference WithoutModifiers(TypeReference type)
    {
        while (type is IModifierType modified)
            type = modified.ElementType;
        return type;
    }

    void LaySequencePoints(List<(SequencePoint Point, Instruction At)> points, HashSet<Instruction> targets, Instruction entry, Instruction exit)
    {
        var laid = _method.DebugInformation.SequencePoints;
        laid.Clear();
        // A hidden entry would give line 0 in stack traces of optimised code: it takes the method's first visible point.
        laid.Add(Copy(points.First(p => !p.Point.IsHidden).Point, entry));
        foreach (var (point, at) in points)
        {
            // The entry shows the first point already; a second stop there is right only for a jump back to it.
            var shownByEntry = at.Offset == 0 && !point.IsHidden && !targets.Contains(at);
            if (!shownByEntry)
                laid.Add(Copy(point, Probed(at)));
        }
        laid.Add(Hidden(exit, points[0].Point.Document));
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

    static IEnumerable<Instruction> BranchTargets(List<Instruction> instructions)
    {
        foreach (var instruction in instructions)
        {
            if (instruction.Operand is Instruction target)
                yield return target;
            else if (instruction.Operand is Instruction[] targets)
            {
                foreach (var arm in targets)
                    yield return arm;
            }
        }
    }
}
