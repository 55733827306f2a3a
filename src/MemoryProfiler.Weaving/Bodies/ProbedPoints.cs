using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>Chooses the sequence points that get a probe.</summary>
static class ProbedPoints
{
    /// <summary>All visible points in IL order.</summary>
    public static List<SequencePoint> Visible(MethodDefinition method) =>
        [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden)];

    /// <summary>Of these, the ones that begin a line worth a row of its own.</summary>
    public static List<SequencePoint> Select(MethodDefinition method, IEnumerable<SequencePoint> visible, SourceFiles files)
    {
        var byOffset = new OffsetIndex(method.Body.Instructions);
        return [.. visible.Where(point => byOffset.Find(point.Offset) is { } at
            && !IsBrace(point, files.Get(point.Document))
            && CanTakeProbe(method.Body, at))];
    }

    /// <summary>Whether code may be put before an instruction at all.</summary>
    public static bool CanTakeProbe(MethodBody body, Instruction at) =>
        at.Previous?.OpCode.OpCodeType != OpCodeType.Prefix && !IsInFilter(body, at) && !TailCall.IsBefore(at);

    /// <summary>A debug build has a point at each brace of a body. Nothing happens there that is not the line's before it.</summary>
    static bool IsBrace(SequencePoint point, SourceFile file) =>
        point.StartLine == point.EndLine
        && point.EndColumn - point.StartColumn == 1
        && (file.At(point.StartLine, point.StartColumn) is '{' or '}');

    /// <summary>
    /// A filter runs before the finally blocks of the callees it looks at. A probe there would book their bytes on its
    /// line.
    /// </summary>
    static bool IsInFilter(MethodBody body, Instruction at) =>
        body.HasExceptionHandlers && body.ExceptionHandlers.Any(handler => handler.FilterStart is not null
            && at.Offset >= handler.FilterStart.Offset && at.Offset < handler.HandlerStart.Offset);
}
