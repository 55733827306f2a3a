using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Methods;

/// <summary>The names of all scopes of this process: one scope for one name, wherever it is entered.</summary>
static class NamedScopes
{
    /// <summary>Names beyond these are not recorded: a name with an id in it would take memory without end.</summary>
    public const int MaxNames = 10_000;

    /// <summary>What a scope without a name is called.</summary>
    public const string Unnamed = "(unnamed)";

    const int RecentCount = 128;

    static readonly ConcurrentDictionary<string, NamedScope> _all = new(StringComparer.Ordinal);
    // By the identity of the name's object, which for a literal is always the same: saves hashing its characters.
    static readonly NamedScope?[] _recent = new NamedScope?[RecentCount];
    static bool _isFull;

    /// <summary>Whether names were turned away for <see cref="MaxNames"/>.</summary>
    public static bool IsFull => Volatile.Read(ref _isFull);

    /// <summary>Whether no scope was entered yet.</summary>
    public static bool IsEmpty => _all.IsEmpty;

    /// <summary>Makes the tables, so that the first scope does not have to.</summary>
    public static void Prepare() => RuntimeHelpers.RunClassConstructor(typeof(NamedScopes).TypeHandle);

    /// <summary>The scope of a name; null if no such name was entered yet. Allocates nothing.</summary>
    public static NamedScope? Find(string name)
    {
        ref var recent = ref _recent[RuntimeHelpers.GetHashCode(name) & (RecentCount - 1)];
        var found = Volatile.Read(ref recent);
        if (found is not null && ReferenceEquals(found.Name, name))
            return found;
        if (!_all.TryGetValue(name, out found))
            return null;
        if (ReferenceEquals(found.Name, name))
            Volatile.Write(ref recent, found);
        return found;
    }

    /// <summary>Gives a name its id; the same when it asks again. Takes out what it allocates.</summary>
    /// <returns>Null if there are too many names.</returns>
    public static NamedScope? Add(string name, string file, int line)
    {
        using var own = OwnWork.Begin();
        lock (_all)
        {
            if (_all.TryGetValue(name, out var known))
                return known;
            if (_all.Count >= MaxNames)
            {
                if (!_isFull)
                    MemoryProfilerLog.Write($"More than {MaxNames} names of scopes; further ones are not recorded, such as \"{name}\".");
                Volatile.Write(ref _isFull, true);
                return null;
            }
            return _all[name] = new NamedScope(name, file, line, MethodIds.Take(1));
        }
    }

    /// <summary>The scope with an id.</summary>
    public static NamedScope? WithId(int method) => _all.Values.FirstOrDefault(scope => scope.Method == method);

    /// <summary>A copy of the list, in the order of registration.</summary>
    public static NamedScope[] All() => [.. _all.Values.OrderBy(scope => scope.Method)];
}
