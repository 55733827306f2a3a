using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>The profiled methods that woven code may make delegates to, each with a number of its own.</summary>
sealed class MethodGroups
{
    readonly Dictionary<MethodDefinition, int> _numbers = [];

    /// <summary>Finds them.</summary>
    /// <param name="makers">The methods that may be woven: what others make is made where nobody looks.</param>
    /// <param name="selected">The profiled methods.</param>
    public MethodGroups(IEnumerable<MethodDefinition> makers, IEnumerable<MethodDefinition> selected)
    {
        var profiled = new HashSet<MethodDefinition>(selected);
        foreach (var method in makers.Where(method => method.HasBody))
        {
            foreach (var site in DelegateSite.In(method.Body))
            {
                if (profiled.Contains(site.Target) && !_numbers.ContainsKey(site.Target))
                    _numbers.Add(site.Target, _numbers.Count);
            }
        }
    }

    /// <summary>A method's number; null if no delegate to it is made.</summary>
    public int? Find(MethodDefinition method) => _numbers.TryGetValue(method, out var number) ? number : null;
}
