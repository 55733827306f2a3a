using System.Globalization;
using System.Text.Json;
using MemoryProfiler.Graph;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>Why the types of a page are alive: the ways in which most of their objects are held.</summary>
static class HeapPagePaths
{
    const int MostTypes = 200;
    const int MostWays = 6;

    /// <summary>The ways of the types that would free most, and of those that grew most.</summary>
    public static IReadOnlyList<(TypeRow Row, IReadOnlyList<PageWay> Ways)> Of(SnapshotContent heap, TypeRow[] rows)
    {
        var alive = rows.Where(row => row.Index >= 0).ToArray();
        var chosen = alive.Take(MostTypes).Union(alive.OrderByDescending(row => row.Bytes - row.BytesBefore).Take(MostTypes)).ToArray();
        var nodes = Nodes(heap.Parts.Graph, [.. chosen.Select(row => row.Index)]);
        var paths = chosen.SelectMany(row => heap.Paths.Of(nodes[row.Index]).Take(MostWays).Select(path => (Row: row, Path: path))).ToArray();
        var search = heap.Cuts;
        var cuts = search.Of([.. paths.Select(found => found.Path)]);
        var only = search.Only(paths.Select(found => First(found.Path)).Where(node => node >= 0));
        return [.. paths.Zip(cuts, (found, cut) => (found.Row, Way: new PageWay(found.Path, cut.Cut, Steps(heap, found.Path, found.Row, only))))
            .GroupBy(found => found.Row)
            .Select(group => (group.Key, (IReadOnlyList<PageWay>)[.. group.Select(found => found.Way)]))];
    }

    /// <summary>Writes those of one type.</summary>
    public static void Write(Utf8JsonWriter json, string name, TypeRow row, IReadOnlyList<PageWay> ways)
    {
        json.WriteStartArray(name);
        foreach (var (path, cut, steps) in ways)
        {
            json.WriteStartObject();
            json.WriteNumber("n", path.Count);
            json.WriteString("say", Sentence(path, cut, row));
            if (cut is not null)
            {
                json.WriteNumber("cut", cut.Step);
                json.WriteNumber("frees", cut.FreedBytes);
            }
            json.WriteStartArray("s");
            foreach (var (text, note, isOnly) in steps)
            {
                json.WriteStartArray();
                json.WriteStringValue(text);
                json.WriteStringValue(note);
                json.WriteNumberValue(isOnly ? 1 : 0);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static string Sentence(HeapPath path, HeapCut? cut, TypeRow row)
    {
        var held = string.Create(CultureInfo.InvariantCulture, $"{path.Count:N0} of {row.Count:N0} {(path.Count == 1 ? "is" : "are")} held like this{(path.BehindCount > 0 ? $", and {path.BehindCount:N0} more only by those" : "")}.");
        return cut is null
            ? $"{held} No single reference frees {(path.Count == 1 ? "it" : "them")}."
            : $"{held} Without the reference {cut.Reference} {ByteSize.Format(cut.FreedBytes)} would be free, {(path.Count == 1 ? "this one" : cut.Objects == path.Count ? "all of them" : string.Create(CultureInfo.InvariantCulture, $"{cut.Objects:N0} of them"))} included.";
    }

    static List<(string, string, bool)> Steps(SnapshotContent heap, HeapPath path, TypeRow row, HashSet<int> only)
    {
        var steps = new List<(string, string, bool)>();
        if (path.Trace is not { } trace)
            return [.. path.Steps.Select(step => (step, "", false))];
        for (var i = 0; i < trace.Steps.Count; i++)
        {
            var (text, node, _) = trace.Steps[i];
            var next = i + 1 < trace.Steps.Count ? trace.Steps[i + 1].Node : -1;
            var isOnly = next >= 0 && (i == 0 ? only.Contains(next) : node >= 0 && heap.Tree.Holds(node, next));
            steps.Add((text, Note(heap, path, row, i == trace.Steps.Count - 1, node), isOnly));
        }
        return steps;
    }

    static string Note(SnapshotContent heap, HeapPath path, TypeRow row, bool isLast, int node) =>
        isLast ? string.Create(CultureInfo.InvariantCulture, $"{path.Count:N0} of {row.Count:N0}")
        : node < 0 ? $"root: {Words(path.Root)}"
        : $"retains {ByteSize.Format(heap.Dominators.Retained(node))}";

    static string Words(HeapRootKind root) => root switch
    {
        HeapRootKind.Static => "a static field",
        HeapRootKind.Handle => "a handle",
        HeapRootKind.PinnedHandle => "a handle that pins",
        HeapRootKind.FinalizerQueue => "goes when its finalizer has run",
        HeapRootKind.Stack => "goes when the method returns",
        _ => "the runtime's",
    };

    static int First(HeapPath path) => path.Trace is { Steps.Count: > 1 } trace ? trace.Steps[1].Node : -1;

    // Of some types, in one walk over all objects.
    static Dictionary<int, List<int>> Nodes(HeapGraph graph, HashSet<int> types)
    {
        var nodes = types.ToDictionary(type => type, _ => new List<int>());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (nodes.TryGetValue(graph.TypeIndex(node), out var list))
                list.Add(node);
        }
        return nodes;
    }
}
