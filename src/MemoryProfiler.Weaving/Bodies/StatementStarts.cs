using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Stands in for the sequence points of a method that has none: a statement begins where the evaluation stack is empty.
/// Its "line" is the IL offset.
/// </summary>
static class StatementStarts
{
    /// <summary>The points of a body in IL order.</summary>
    public static List<SequencePoint> Find(MethodDefinition method)
    {
        var body = method.Body;
        var depths = StackDepth.Before(body);
        var document = new Document(method.Module.Name);
        return [.. body.Instructions
            .Where(at => depths.TryGetValue(at, out var depth) && depth == 0 && !IsIdle(at.OpCode.Code) && ProbedPoints.CanTakeProbe(body, at))
            .Select(at => new SequencePoint(at, document) { StartLine = at.Offset, EndLine = at.Offset })];
    }

    // Nothing is left to book when control only moves on: the statement before goes on until the next begins.
    static bool IsIdle(Code code) =>
        code is Code.Nop or Code.Br or Code.Br_S or Code.Leave or Code.Leave_S or Code.Endfinally or Code.Ret;
}
