using System.Reflection;
using MemoryProfiler.Graph;

namespace MemoryProfiler.Naming;

/// <summary>
/// Whose the static fields are: the runtime says a field's name, and what it refers to, but not its class. A class fits if
/// its field of that name can refer to that object. Where several fit, the order in which the runtime goes through
/// classes decides. It counts only if the runtime is seen to have kept it with the certain ones.
/// </summary>
sealed class StaticOwners
{
    readonly StaticField[][] _candidates;

    public StaticOwners(HeapGraph graph, NamedType[] types)
    {
        var fields = StaticFieldNames.Find(graph.Statics.Select(root => root.Field).ToHashSet());
        _candidates = [.. graph.Statics.Select(root => Fitting(fields[root.Field], types[graph.TypeIndex(root.Node)].Type))];
        Narrow();
    }

    /// <summary>The classes that the nth static root can be a field of; none if no class fits.</summary>
    public IReadOnlyList<Type> Of(int root) => [.. _candidates[root].Select(field => field.Declaring)];

    static StaticField[] Fitting(IEnumerable<StaticField> fields, Type? value)
    {
        var all = fields.ToArray();
        return all.Length <= 1 || value is null ? all : [.. all.Where(field => CanHold(field, value))];
    }

    // The field of a struct refers to a box of it.
    static bool CanHold(StaticField field, Type value)
    {
        const BindingFlags Own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        try
        {
            return field.Declaring.GetField(field.Name, Own) is { } info
                && (info.FieldType.IsValueType ? info.FieldType == value : info.FieldType.IsAssignableFrom(value));
        }
        catch (Exception fault) when (fault is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return false;
        }
    }

    // Each one that becomes certain may make others so.
    void Narrow()
    {
        for (var changed = true; changed && IsInOrder();)
        {
            changed = false;
            for (var i = 0; i < _candidates.Length; i++)
            {
                if (_candidates[i].Length < 2)
                    continue;
                var (after, before) = Bounds(i);
                var left = _candidates[i].Where(field => field.Place > after && field.Place < before).ToArray();
                if (left.Length == 0 || left.Length == _candidates[i].Length)
                    continue;
                _candidates[i] = left;
                changed = true;
            }
        }
    }

    bool IsInOrder()
    {
        var certain = _candidates.Where(fields => fields.Length == 1).Select(fields => fields[0].Place).ToArray();
        return certain.Zip(certain.Skip(1)).All(pair => pair.First < pair.Second);
    }

    (long After, long Before) Bounds(int root)
    {
        var (after, before) = (long.MinValue, long.MaxValue);
        for (var i = root - 1; i >= 0 && after == long.MinValue; i--)
        {
            if (_candidates[i].Length == 1)
                after = _candidates[i][0].Place;
        }
        for (var i = root + 1; i < _candidates.Length && before == long.MaxValue; i++)
        {
            if (_candidates[i].Length == 1)
                before = _candidates[i][0].Place;
        }
        return (after, before);
    }
}
