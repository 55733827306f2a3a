using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>One IL body of a profiled method: its own, or that of a lambda or local function in it.</summary>
/// <param name="Method">The method that has the body: the method itself, or MoveNext or Dispose of its state machine.</param>
/// <param name="IsCall">Whether running it is a call of the profiled method, or a segment of one.</param>
/// <param name="StateMachine">The state machine, for async methods and iterators.</param>
/// <param name="Visible">All visible sequence points in IL order.</param>
/// <param name="Probed">Of these, the ones that get a probe.</param>
sealed record ProfiledBody(
    MethodDefinition Method, bool IsCall, StateMachine? StateMachine, List<SequencePoint> Visible, List<SequencePoint> Probed)
{
    /// <summary>Whether the points are IL offsets, for want of lines.</summary>
    public bool HasOffsetsOnly { get; init; }

    /// <summary>The most bytes a call may allocate before it fails. It is null if there is no limit, or if this is only a part.</summary>
    public long? Limit { get; init; }

    /// <summary>Of the probed points, the one that every run of it reaches first; null if there is no such one.</summary>
    public SequencePoint? First { get; init; }

    /// <summary>Whether no try block may stand around the body.</summary>
    public bool HasTailCalls { get; } = TailCall.IsIn(Method.Body);

    /// <summary>The method as others call it.</summary>
    public MethodDefinition Written => StateMachine?.Kickoff ?? Method;

    /// <summary>How the body is run.</summary>
    public BodyKind Kind { get; } =
        StateMachine is null ? IteratorFinally.Is(Method) ? BodyKind.Finally : RuntimeAwait.Has(Method) ? BodyKind.RuntimeAsync : BodyKind.Whole
        : StateMachine.Dispose == Method ? BodyKind.Disposal
        : StateMachine.Kind;
}
