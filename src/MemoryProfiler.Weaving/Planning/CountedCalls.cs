using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Facts;
using MemoryProfiler.Weaving.Il;
using MemoryProfiler.Weaving.Selection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Planning;

/// <summary>
/// Says of which methods the calls are only counted: an activation would have nothing to book, nobody could wait for its
/// end, and the JIT would not inline it.
/// </summary>
/// <param name="facts">What is known of the module's methods.</param>
/// <param name="selected">The methods to profile.</param>
sealed class CountedCalls(AllocationFacts facts, IEnumerable<SelectedMethod> selected)
{
    // No body has more slots than instructions. The runtime has room for so many counts that nobody reads.
    const int MostInstructions = 255;

    readonly Dictionary<MethodDefinition, SelectedMethod> _selected = selected.ToDictionary(method => method.Method);
    readonly Dictionary<MethodDefinition, bool> _isWithoutActivation = [];

    /// <summary>How those of a method are.</summary>
    /// <param name="bodies">All of its bodies.</param>
    public Counting Of(List<ProfiledBody> bodies)
    {
        var method = bodies[0].Method;
        if (bodies.Count > 1 || !_selected.TryGetValue(method, out var mark))
            return Counting.No;
        if (IsWithoutActivation(method))
            return facts.Of(method) == AllocationFact.Never ? Counting.Plain : Counting.Guarded;
        return IsRecursive(method) && IsEligible(method, mark) ? Counting.Recursive : Counting.No;
    }

    /// <summary>
    /// Whether an instruction may allocate and then go on to the next one, or an activation books what it finds. The runtime
    /// makes objects of its own at the first call of some methods: what an activation has, the line around it must have too.
    /// </summary>
    /// <param name="at">The instruction.</param>
    /// <param name="method">The method it stands in.</param>
    public bool MayBook(Instruction at, MethodDefinition method) =>
        facts.IsPossible(at, method) || (CalledMethod.IsCall(at) && CalledMethod.Of(at, method).Definition is { } callee && !IsWithoutActivation(callee));

    // What a failing call allocates would be told once for each of those that it is in.
    bool IsRecursive(MethodDefinition method) =>
        facts.Of(method) == AllocationFact.Never && facts.HasOnlyCalls(method)
        && facts.CalleesOf(method).All(callee => callee == method || IsWithoutActivation(callee))
        // The JIT makes a loop of it.
        && SelfTailCall.In(method.Body).Count == 0;

    // Neither of its own nor of anything it calls: what an exception leaves is booked from the inside out.
    bool IsWithoutActivation(MethodDefinition method)
    {
        if (!_isWithoutActivation.TryGetValue(method, out var isWithout))
        {
            isWithout = facts.Of(method) != AllocationFact.Possible && facts.IsShort(method) && !facts.RaisesByCode(method)
                && (!_selected.TryGetValue(method, out var mark) || IsEligible(method, mark))
                && facts.CalleesOf(method).All(callee => callee.Name[0] != '<' && IsWithoutActivation(callee));
            _isWithoutActivation.Add(method, isWithout);
        }
        return isWithout;
    }

    static bool IsEligible(MethodDefinition method, SelectedMethod mark) =>
        mark is { LimitText: null, BreakAbove: null, MaxAllocated: null }
        && method.Body.Instructions.Count <= MostInstructions
        && !TailCall.IsIn(method.Body)
        && StateMachine.Of(method) is null
        && !IteratorFinally.Is(method);
}
