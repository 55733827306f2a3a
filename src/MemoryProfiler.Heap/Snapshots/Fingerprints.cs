using System.Globalization;
using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>
/// A number for the way that each object is held: equal for all objects behind the same root, types and fields. Of objects
/// that were asked for, the first on a way stands for those behind it.
/// </summary>
sealed class Fingerprints(RootPaths paths, PathWords words, RootWords roots, NodeSet asked)
{
    const ulong Offset = 14695981039346656037;
    const ulong Prime = 1099511628211;

    readonly Dictionary<int, (ulong Way, int Culprit, int Root)> _known = [];
    readonly Dictionary<string, ulong> _hashes = [];
    readonly Stack<int> _pending = new();

    /// <summary>
    /// The way of an object, the first object on it that was asked for, and the root. An object that was asked for is
    /// itself the first if none is before it.
    /// </summary>
    public (ulong Way, int Culprit, int Root) Of(int node)
    {
        // Only what has something behind it is remembered: objects that are asked for may be millions.
        for (var at = paths.Parent(node); at >= 0 && !_known.ContainsKey(at); at = paths.Parent(at))
            _pending.Push(at);
        while (_pending.TryPop(out var next))
            _known[next] = Next(next);
        var found = Next(node);
        return found with { Way = Mixed(found.Way, Hash(words.Name(node))) };
    }

    public static string Text(ulong way) => way.ToString("x16", CultureInfo.InvariantCulture);

    (ulong Way, int Culprit, int Root) Next(int node)
    {
        var parent = paths.Parent(node);
        if (parent < 0)
            return (Hash(roots.Text(paths.Root(node))), asked.Contains(node) ? node : -1, paths.Root(node));
        var (way, culprit, root) = _known[parent];
        // Along a list, or down a tree, of any depth is one way.
        return (words.IsSameType(parent, node) ? way : Mixed(way, Hash(words.Shape(parent, node))), culprit >= 0 ? culprit : asked.Contains(node) ? node : -1, root);
    }

    ulong Hash(string text)
    {
        if (_hashes.TryGetValue(text, out var hash))
            return hash;
        hash = Offset;
        foreach (var character in text)
            hash = (hash ^ character) * Prime;
        _hashes.Add(text, hash);
        return hash;
    }

    static ulong Mixed(ulong way, ulong step) => (System.Numerics.BitOperations.RotateLeft(way, 5) ^ step) * Prime;
}
