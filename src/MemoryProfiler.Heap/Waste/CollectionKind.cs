using System.Reflection;
using MemoryProfiler.Layout;

namespace MemoryProfiler.Waste;

/// <summary>Where objects of a collection's type keep their count and their elements. Immutable.</summary>
/// <param name="Count">The offset of the count in the object.</param>
/// <param name="Free">That of how many of these are free again; -1 if the type has no such field.</param>
/// <param name="Buffers">Those of the arrays with elements; the first one's length is the capacity.</param>
sealed record CollectionKind(int Count, int Free, int[] Buffers)
{
    const int Handle = 8;

    // The platform's own; their fields have had these names since .NET 8. Where one is missing the type is left out.
    static readonly Dictionary<string, (string Count, string? Free, string[] Buffers)> _known = new()
    {
        ["System.Collections.Generic.List`1"] = ("_size", null, ["_items"]),
        ["System.Collections.Generic.Stack`1"] = ("_size", null, ["_array"]),
        ["System.Collections.Generic.Queue`1"] = ("_size", null, ["_array"]),
        ["System.Collections.Generic.PriorityQueue`2"] = ("_size", null, ["_nodes"]),
        ["System.Collections.Generic.SortedList`2"] = ("_size", null, ["keys", "values"]),
        ["System.Collections.Generic.Dictionary`2"] = ("_count", "_freeCount", ["_entries", "_buckets"]),
        ["System.Collections.Generic.HashSet`1"] = ("_count", "_freeCount", ["_entries", "_buckets"]),
        ["System.Collections.Generic.LinkedList`1"] = ("count", null, []),
        ["System.Collections.Generic.SortedSet`1"] = ("count", null, []),
        ["System.Collections.ArrayList"] = ("_size", null, ["_items"]),
        ["System.Collections.Hashtable"] = ("_count", null, ["_buckets"]),
    };

    /// <summary>The kind of a type, or of the type that it is derived from; null if it is none of those that are known.</summary>
    public static CollectionKind? Of(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            var name = (at.IsGenericType ? at.GetGenericTypeDefinition() : at).FullName;
            if (name is not null && _known.TryGetValue(name, out var fields))
                return Of(at, fields);
        }
        return null;
    }

    static CollectionKind? Of(Type type, (string Count, string? Free, string[] Buffers) fields)
    {
        var count = Offset(type, fields.Count);
        var free = fields.Free is null ? -1 : Offset(type, fields.Free);
        var buffers = fields.Buffers.Select(name => Offset(type, name)).ToArray();
        return count < 0 || (fields.Free is not null && free < 0) || buffers.Any(offset => offset < 0) ? null : new CollectionKind(count, free, buffers);
    }

    static int Offset(Type type, string name) =>
        type.GetField(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly) is { } field
            && FieldOffsets.Of(field) is var offset and >= 0 ? Handle + offset : -1;
}
