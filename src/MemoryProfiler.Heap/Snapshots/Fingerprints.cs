using System.Globalization;
using MemoryProfiler.Graph;
using MemoryProfiler.Naming;

namespace MemoryProfiler.Snapshots;

/// <summary>
/// A number for the way that each object is held: equal for all objects behind the same root, types and fields. Of objects
/// that were asked for, the first on a way stands for those behind it.
/// </summary>
sealed class Fingerprints(RootPaths paths, PathWords words, RootWords roots, IReadOnlySet<int> asked)
{
    const ulong Offset = 14695981039346656037;
    const ulong Prime = 1099511628211;

    readonly Dictionary<int, (ulong Way, ulong LastStep, int Culprit)> _known = [];
    readonly Dictionary<string, ulong> _hashes = [];

    /// <summary>The way of an object, and the first object on it that was asked for: itself, if none is before it.</summary>
    public (ulong Way, int Culprit) Of(int node)
    {
        var pending = new Stack<int>();
        var at = node;
        for (; at >= 0 && !_known.ContainsKey(at); at = paths.Parent(at))
            pending.Push(at);
        while (pending.TryPop(out var next))
            _known[next] = Next(next);
        var found = _known[node];
        return (Mixed(found.Way, Hash(words.Name(node))), found.Culprit);
    }

    public static string Text(ulong way) => way.ToString("x16", CultureInfo.InvariantCulture);

    (ulong, ulong, int) Next(int node)
    {
        var parent = paths.Parent(node);
        if (parent < 0)
            return (Hash(roots.Text(paths.Root(node))), 0, asked.Contains(node) ? node : -1);
        var (way, last, culprit) = _known[parent];
        var step = Hash(words.Shape(parent, node));
        // A list of any length is one step.
        return (step == last ? way : Mixed(way, step), step, culprit >= 0 ? culprit : asked.Contains(node) ? node : -1);
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
