using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Support;

/// <summary>All that an object leads to, in the plainest way: by reflection, field by field and element by element.</summary>
static class NaiveWalk
{
    /// <summary>How many objects of each type there are from an object on, itself included.</summary>
    public static Dictionary<Type, long> From(object start)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([start]);
        while (pending.TryPop(out var next))
        {
            if (!seen.Add(next))
                continue;
            foreach (var target in References(next, next.GetType()))
                pending.Push(target);
        }
        return seen.GroupBy(found => found.GetType()).ToDictionary(group => group.Key, group => group.LongCount());
    }

    // Of a value within the object: what its fields refer to.
    static IEnumerable<object> References(object holder, Type type)
    {
        if (holder is Array array)
            return array.Cast<object?>().SelectMany(element => Behind(element, type.GetElementType()!));
        return Fields(type).SelectMany(field => Behind(field.GetValue(holder), field.FieldType));
    }

    static IEnumerable<object> Behind(object? value, Type declared) =>
        value is null || declared.IsPrimitive || declared.IsPointer ? []
        : declared.IsValueType ? References(value, declared)
        : [value];

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var field in at.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
        }
    }
}
