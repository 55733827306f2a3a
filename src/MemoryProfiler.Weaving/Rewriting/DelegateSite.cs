using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>A place in a body where a delegate is made.</summary>
/// <param name="Function">The instruction that loads the address of what it runs.</param>
/// <param name="Target">What it runs.</param>
sealed record DelegateSite(Instruction Function, MethodDefinition Target)
{
    // They run what they are given before they return, or when the sequence that they return is enumerated.
    static readonly HashSet<string> _synchronous =
    [
        "System.Array", "System.MemoryExtensions", "System.String", "System.Linq.Enumerable",
        "System.Collections.Generic.List`1", "System.Collections.Generic.HashSet`1", "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.SortedSet`1", "System.Collections.Immutable.ImmutableArray",
    ];

    /// <summary>All of a body.</summary>
    public static List<DelegateSite> In(MethodBody body) =>
    [
        .. body.Instructions.Where(at => at.OpCode.Code == Code.Ldftn && at.Next?.OpCode.Code == Code.Newobj)
            .Select(at => (At: at, Target: Resolve((MethodReference)at.Operand, body.Method.Module)))
            .Where(site => site.Target is not null)
            .Select(site => new DelegateSite(site.At, site.Target!)),
    ];

    /// <summary>The field that keeps the delegate for the next time, or null.</summary>
    public FieldReference? Cache =>
        Function.Next.Next is { OpCode.Code: Code.Dup, Next: { OpCode.Code: Code.Stsfld, Operand: FieldReference kept } } ? kept : null;

    /// <summary>Whether the delegate goes straight to a method that does not give it to another thread.</summary>
    /// <param name="depths">How many values are on the stack before each instruction of the body.</param>
    public bool IsSynchronous(Dictionary<Instruction, int> depths)
    {
        if (!depths.TryGetValue(Function.Next.Next, out var behind))
            return false;
        for (var at = Function.Next.Next; at is not null && depths.TryGetValue(at, out var depth); at = at.Next)
        {
            if (at.OpCode.Code == Code.Dup && depth == behind && at.Next?.OpCode.Code == Code.Stsfld)
                at = at.Next;
            else if (depth - StackDepth.Taken(at) < behind)
                return at.OpCode.FlowControl == FlowControl.Call && _synchronous.Contains(((MethodReference)at.Operand).DeclaringType.GetElementType().FullName);
            else if (at.OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
                return false;
        }
        return false;
    }

    static MethodDefinition? Resolve(MethodReference called, ModuleDefinition module)
    {
        if (called.DeclaringType.GetElementType().Scope != module)
            return null;
        return called as MethodDefinition ?? called.GetElementMethod().Resolve();
    }
}
