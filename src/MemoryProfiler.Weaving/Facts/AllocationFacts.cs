using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>
/// What is known of methods before anything is inserted: whether they can allocate, and whether a call is over soon. A method
/// is looked at, with all it calls, when it is first asked for. Methods that call one another in a circle know of one another
/// what each does besides.
/// </summary>
sealed class AllocationFacts
{
    readonly Dictionary<MethodDefinition, MethodBodyFacts> _bodies = [];
    readonly Dictionary<MethodDefinition, AllocationFact> _facts = [];
    readonly HashSet<MethodDefinition> _long = [];

    /// <summary>Whether a method can allocate.</summary>
    public AllocationFact Of(MethodDefinition method) => Learn(method) ? _facts[method] : AllocationFact.Possible;

    /// <summary>
    /// Whether a call of a method that cannot allocate is over soon: neither it nor what it calls has a loop, a block of
    /// try or calls itself.
    /// </summary>
    public bool IsShort(MethodDefinition method) => !Learn(method) || !_long.Contains(method);

    /// <summary>Whether a method has neither a loop nor a block of try.</summary>
    public bool HasOnlyCalls(MethodDefinition method) => Learn(method) && _bodies[method] is { HasLoop: false, HasHandlers: false };

    /// <summary>Whether on the way to a throw a method runs anything that may be profiled.</summary>
    public bool RaisesByCode(MethodDefinition method) => Learn(method) && _bodies[method].RaisesByCode;

    /// <summary>What a method that cannot allocate calls of its own module.</summary>
    public IEnumerable<MethodDefinition> CalleesOf(MethodDefinition method) => Learn(method) ? _bodies[method].Callees : [];

    /// <summary>Whether an instruction may allocate and then go on to the next one.</summary>
    /// <param name="at">The instruction.</param>
    /// <param name="method">The method it stands in.</param>
    public bool IsPossible(Instruction at, MethodDefinition method)
    {
        if (!CalledMethod.IsCall(at))
            return Allocation.IsPossible(at);
        var called = CalledMethod.Of(at, method);
        return (called.Definition is { } callee ? Of(callee) : called.Known) == AllocationFact.Possible;
    }

    /// <summary>Finds out what is not known yet; false if the method has no instructions.</summary>
    bool Learn(MethodDefinition method)
    {
        if (_bodies.ContainsKey(method))
            return true;
        if (!HasCode(method))
            return false;
        var found = new List<MethodDefinition>();
        var pending = new Stack<MethodDefinition>([method]);
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            if (_bodies.ContainsKey(next) || !HasCode(next))
                continue;
            var body = new MethodBodyFacts(next);
            _bodies.Add(next, body);
            found.Add(next);
            foreach (var callee in body.Callees)
                pending.Push(callee);
        }
        var callers = found.SelectMany(caller => _bodies[caller].Callees, (caller, callee) => (caller, callee)).ToLookup(pair => pair.callee, pair => pair.caller);
        SpreadFacts(found, callers);
        SpreadLength(found, callers);
        return true;
    }

    static bool HasCode(MethodDefinition method) => method.HasBody && method.Body.Instructions.Count > 0;

    // What was known before calls nothing of what is found now.
    void SpreadFacts(List<MethodDefinition> found, ILookup<MethodDefinition, MethodDefinition> callers)
    {
        foreach (var method in found)
            _facts.Add(method, _bodies[method].Own);
        var pending = new Stack<MethodDefinition>(callers.Select(callee => callee.Key).Where(_facts.ContainsKey));
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            foreach (var caller in callers[method].Where(caller => _facts[caller] < _facts[method]))
            {
                _facts[caller] = _facts[method];
                pending.Push(caller);
            }
        }
    }

    // From the callees up: what is left over in the end calls itself, or somebody who does.
    void SpreadLength(List<MethodDefinition> found, ILookup<MethodDefinition, MethodDefinition> callers)
    {
        var open = found.ToDictionary(method => method, method => _bodies[method].Callees.Count);
        var pending = new Stack<MethodDefinition>(found.Where(method => open[method] == 0));
        var knownBefore = callers.Select(callee => callee.Key).Where(callee => _bodies.ContainsKey(callee) && !open.ContainsKey(callee) && !_long.Contains(callee)).ToList();
        _long.UnionWith(found);
        foreach (var callee in knownBefore)
            Close(callee);
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            var body = _bodies[method];
            if (body.HasLoop || body.HasHandlers)
                continue;
            _long.Remove(method);
            Close(method);
        }

        void Close(MethodDefinition callee)
        {
            foreach (var caller in callers[callee])
            {
                if (--open[caller] == 0)
                    pending.Push(caller);
            }
        }
    }
}
