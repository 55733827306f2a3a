using MemoryProfiler.Weaving.Il;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Facts;

/// <summary>
/// What is known of some methods and all they call, before anything is inserted: whether they can allocate, and whether a call
/// is over soon. Methods that call one another in a circle know of one another what each does besides.
/// </summary>
sealed class AllocationFacts
{
    readonly Dictionary<MethodDefinition, MethodBodyFacts> _bodies = [];
    readonly Dictionary<MethodDefinition, AllocationFact> _facts = [];
    readonly HashSet<MethodDefinition> _long = [];

    /// <summary>Finds them out.</summary>
    /// <param name="methods">Of these, and of what they call; of others nothing is known, so they may allocate.</param>
    public AllocationFacts(IEnumerable<MethodDefinition> methods)
    {
        var pending = new Stack<MethodDefinition>(methods);
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            if (_bodies.ContainsKey(method) || !method.HasBody || method.Body.Instructions.Count == 0)
                continue;
            var body = new MethodBodyFacts(method);
            _bodies.Add(method, body);
            foreach (var callee in body.Callees)
                pending.Push(callee);
        }
        var callers = new Dictionary<MethodDefinition, List<MethodDefinition>>();
        foreach (var body in _bodies)
        {
            foreach (var callee in body.Value.Callees)
            {
                if (!callers.TryGetValue(callee, out var list))
                    callers.Add(callee, list = []);
                list.Add(body.Key);
            }
        }
        SpreadFacts(callers);
        SpreadLength(callers);
    }

    /// <summary>Whether a method can allocate.</summary>
    public AllocationFact Of(MethodDefinition method) => _facts.TryGetValue(method, out var fact) ? fact : AllocationFact.Possible;

    /// <summary>
    /// Whether a call of a method that cannot allocate is over soon: neither it nor what it calls has a loop, a block of
    /// try or calls itself.
    /// </summary>
    public bool IsShort(MethodDefinition method) => !_long.Contains(method);

    /// <summary>Whether a method has neither a loop nor a block of try.</summary>
    public bool HasOnlyCalls(MethodDefinition method) => _bodies[method] is { HasLoop: false, HasHandlers: false };

    /// <summary>Whether on the way to a throw a method runs anything that may be profiled.</summary>
    public bool RaisesByCode(MethodDefinition method) => _bodies[method].RaisesByCode;

    /// <summary>What a method that cannot allocate calls of its own module.</summary>
    public IEnumerable<MethodDefinition> CalleesOf(MethodDefinition method) => _bodies[method].Callees;

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

    void SpreadFacts(Dictionary<MethodDefinition, List<MethodDefinition>> callers)
    {
        var pending = new Stack<MethodDefinition>();
        foreach (var body in _bodies)
        {
            _facts.Add(body.Key, body.Value.Own);
            if (body.Value.Own != AllocationFact.Never)
                pending.Push(body.Key);
        }
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            if (!callers.TryGetValue(method, out var all))
                continue;
            foreach (var caller in all.Where(caller => _facts[caller] < _facts[method]))
            {
                _facts[caller] = _facts[method];
                pending.Push(caller);
            }
        }
    }

    // From the callees up: what is left over in the end calls itself, or somebody who does.
    void SpreadLength(Dictionary<MethodDefinition, List<MethodDefinition>> callers)
    {
        var open = _bodies.ToDictionary(body => body.Key, body => body.Value.Callees.Count);
        var pending = new Stack<MethodDefinition>(open.Where(method => method.Value == 0).Select(method => method.Key));
        _long.UnionWith(_bodies.Keys);
        while (pending.Count > 0)
        {
            var method = pending.Pop();
            var body = _bodies[method];
            if (body.HasLoop || body.HasHandlers)
                continue;
            _long.Remove(method);
            if (!callers.TryGetValue(method, out var all))
                continue;
            foreach (var caller in all)
            {
                if (--open[caller] == 0)
                    pending.Push(caller);
            }
        }
    }
}
