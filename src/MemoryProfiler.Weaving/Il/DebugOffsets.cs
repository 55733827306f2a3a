using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Il;

/// <summary>The places a body's debug information refers to besides its sequence points: scopes of locals, also of hoisted ones, and awaits.</summary>
sealed class DebugOffsets
{
    readonly MethodDefinition _method;
    readonly OffsetIndex _byOffset;
    readonly List<AsyncMethodBodyDebugInformation> _awaits;
    readonly List<AsyncMethodBodyDebugInformation> _withoutCatchHandler;
    readonly List<StateMachineScope> _withoutScope;

    /// <summary>Reads what there is before the body changes.</summary>
    public DebugOffsets(MethodDefinition method, OffsetIndex byOffset)
    {
        _method = method;
        _byOffset = byOffset;
        _awaits = [.. method.CustomDebugInformations.OfType<AsyncMethodBodyDebugInformation>()];
        _withoutCatchHandler = [.. _awaits.Where(info => info.CatchHandler.Offset < 0)];
        _withoutScope = [.. Hoisted.Where(scope => scope.Start.Offset == 0 && !scope.End.IsEndOfMethod && scope.End.Offset == 0)];
    }

    /// <summary>Sends every place to the probe before it.</summary>
    public void Remap(Func<Instruction, Instruction> probed)
    {
        Remap(_method.DebugInformation.Scope, probed);
        foreach (var scope in Hoisted)
        {
            scope.Start = Remap(scope.Start, probed);
            scope.End = Remap(scope.End, probed);
        }
        foreach (var info in _awaits)
        {
            info.CatchHandler = Remap(info.CatchHandler, probed);
            for (var i = 0; i < info.Yields.Count; i++)
                info.Yields[i] = Remap(info.Yields[i], probed);
            for (var i = 0; i < info.Resumes.Count; i++)
                info.Resumes[i] = Remap(info.Resumes[i], probed);
        }
    }

    /// <summary>Call when all is inserted: Cecil takes the offsets that mean "no handler" and "no scope" for the body's start.</summary>
    public void RestoreMissing()
    {
        foreach (var info in _withoutCatchHandler)
            info.CatchHandler = new InstructionOffset(-1);
        // A variable that the compiler hoisted for itself.
        foreach (var scope in _withoutScope)
            scope.Start = scope.End = new InstructionOffset(0);
    }

    IEnumerable<StateMachineScope> Hoisted => _method.CustomDebugInformations.OfType<StateMachineScopeDebugInformation>().SelectMany(info => info.Scopes);

    void Remap(ScopeDebugInformation? scope, Func<Instruction, Instruction> probed)
    {
        if (scope is null)
            return;
        scope.Start = Remap(scope.Start, probed);
        scope.End = Remap(scope.End, probed);
        foreach (var inner in scope.Scopes)
            Remap(inner, probed);
    }

    InstructionOffset Remap(InstructionOffset offset, Func<Instruction, Instruction> probed) =>
        !offset.IsEndOfMethod && _byOffset.Find(offset.Offset) is { } at ? new InstructionOffset(probed(at)) : offset;
}
