using MemoryProfiler.Weaving.Selection;
using Mono.Cecil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Finds what the compiler made of a method beside its own body: lambdas, local functions and the finally blocks of
/// iterators. It names them <c>&lt;Method&gt;b__…</c> and <c>&lt;Method&gt;g__…</c>. Those with a mark of their own are left out.
/// </summary>
static class MethodParts
{
    /// <summary>The lambdas and local functions of methods, directly or through one another; none that is among the methods.</summary>
    /// <param name="methods">The methods around them.</param>
    public static List<MethodDefinition> Of(IReadOnlyCollection<MethodDefinition> methods)
    {
        var seen = new HashSet<MethodDefinition>(methods);
        var parts = new List<MethodDefinition>();
        foreach (var method in methods.Where(method => method.HasBody))
        {
            var pending = new Queue<MethodDefinition>([method]);
            while (pending.Count > 0)
            {
                foreach (var part in WrittenIn(pending.Dequeue(), method).Where(seen.Add))
                {
                    parts.Add(part);
                    pending.Enqueue(part);
                }
            }
        }
        return parts;
    }

    // A finally block is nothing by itself.
    static List<MethodDefinition> WrittenIn(MethodDefinition written, MethodDefinition method)
    {
        var machine = StateMachine.Of(written);
        return [.. In(machine?.MoveNext ?? written, method)
            .Concat(machine?.Dispose is { } dispose ? In(dispose, method) : [])
            .Where(part => !IteratorFinally.Is(part))];
    }

    /// <summary>What a body refers to of a method's lambdas, local functions and finally blocks.</summary>
    /// <param name="body">The body.</param>
    /// <param name="method">The method.</param>
    public static IEnumerable<MethodDefinition> In(MethodDefinition body, MethodDefinition method)
    {
        foreach (var instruction in body.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference operand || !IsPart(operand, body, method.Name))
                continue;
            var part = operand as MethodDefinition ?? operand.GetElementMethod().Resolve();
            if (part is { HasBody: true } && part.Module == method.Module && !MethodSelector.IsMarked(part))
                yield return part;
        }
    }

    static bool IsPart(MethodReference operand, MethodDefinition body, string method) =>
        operand.Name[0] == '<' && (IsPartName(operand.Name, method) || IsOwnFinally(operand, body));

    static bool IsOwnFinally(MethodReference operand, MethodDefinition body) =>
        IteratorFinally.Is(operand) && operand.DeclaringType.GetElementType() == body.DeclaringType;

    // <Method>b__0 or <Method>g__Local|0_0
    static bool IsPartName(string name, string method)
    {
        var kind = method.Length + 2;
        return name.Length > kind
            && string.CompareOrdinal(name, 1, method, 0, method.Length) == 0
            && name[kind - 1] == '>'
            && name[kind] is 'b' or 'g'
            && string.CompareOrdinal(name, kind + 1, "__", 0, 2) == 0;
    }
}
