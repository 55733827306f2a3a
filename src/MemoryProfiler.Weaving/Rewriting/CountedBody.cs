using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Planning;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>The code of a method whose calls are only counted.</summary>
sealed class CountedBody
{
    readonly ActivationCode _code;
    readonly int _index;
    readonly int _slotCount;
    // Where an exception may leave it: the clock of the entry, and the line that runs if it has several.
    readonly VariableDefinition? _clock;
    readonly VariableDefinition? _line;
    readonly int _onlyLine;
    // Of a method that calls itself: what its end needs.
    readonly VariableDefinition? _call;

    /// <summary>Adds the variables that a failing call needs.</summary>
    public CountedBody(MethodBody body, ActivationCode code, Counting counting, List<ProbePoint> points, ProbeKind[] kinds, int index, int slotCount)
    {
        (_code, _index, _slotCount) = (code, index, slotCount);
        HasVisits = kinds.Contains(ProbeKind.Visiting) || counting == Counting.Recursive;
        if (counting == Counting.Recursive)
            body.Variables.Add(_call = new VariableDefinition(body.Method.Module.TypeSystem.IntPtr));
        if (counting != Counting.Guarded)
            return;
        body.Variables.Add(_clock = new VariableDefinition(body.Method.Module.TypeSystem.Int64));
        // Before the first point it is the entry's.
        var lines = points.Select(point => point.LineSlot).Distinct().ToList();
        _onlyLine = lines.Count == 1 && points[0].At.Offset == 0 ? lines[0] : 0;
        if (lines.Exists(line => line != _onlyLine))
            body.Variables.Add(_line = new VariableDefinition(body.Method.Module.TypeSystem.Int32));
    }

    /// <summary>Whether visits are counted in it.</summary>
    public bool HasVisits { get; }

    /// <summary>What begins it.</summary>
    public List<Instruction> Entry() =>
    [
        .. _call is null ? _code.CountCall(_index, _slotCount, HasVisits) : _code.EnterRecursive(_index, _slotCount, _call),
        .. _clock is null ? [] : _code.CallClock(_clock),
        .. Begin(slot: 0),
    ];

    /// <summary>What goes before a point: nothing, if another one counts for it and nobody asks for its line.</summary>
    public List<Instruction> Probe(ProbePoint point, ProbeKind kind) =>
        [.. kind == ProbeKind.Visiting ? _code.CountVisit(point) : [], .. Begin(point.LineSlot)];

    /// <summary>What goes before its returns, if it calls itself.</summary>
    public List<Instruction> End() => _code.ExitRecursive(_call!);

    /// <summary>What runs where an exception leaves it; null if none can.</summary>
    public List<Instruction>? Failing() => _clock is null ? null : _code.Fail(_index, _slotCount, _clock, _line is null ? Instruction.Create(OpCodes.Ldc_I4, _onlyLine) : Instruction.Create(OpCodes.Ldloc, _line));

    Instruction[] Begin(int slot) => _line is null ? [] : [Instruction.Create(OpCodes.Ldc_I4, slot), Instruction.Create(OpCodes.Stloc, _line)];
}
