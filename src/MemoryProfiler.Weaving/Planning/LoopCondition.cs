using MemoryProfiler.Weaving.Bodies;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// The condition of a loop that needs no probe of its own. It was evaluated as often as the loop's body began, plus as
/// often as the loop was left by it.
/// </summary>
/// <param name="Point">The point of the condition.</param>
/// <param name="Branch">The branch that ends it: taken into the body, passed when the loop is left.</param>
/// <param name="Body">The body's first point, which nothing else leads to.</param>
sealed record LoopCondition(ProbePoint Point, Instruction Branch, ProbePoint Body);
