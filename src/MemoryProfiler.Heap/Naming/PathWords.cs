using System.Globalization;
using MemoryProfiler.Graph;
using MemoryProfiler.Layout;

namespace MemoryProfiler.Naming;

/// <summary>A path in words: each object with the field that leads on. An array stands as an index behind the field that holds it.</summary>
sealed class PathWords(HeapGraph graph, NamedType[] types, ReferenceLayout?[] layouts, EdgeSlots? slots, RootWords roots)
{
    readonly Dictionary<(int Type, long Place), string> _steps = [];
    readonly ElementSlots? _elements = slots is null ? null : new ElementSlots(graph, slots);

    /// <summary>The steps of a path; the same step over and over, as along a list, is one with its count.</summary>
    /// <param name="root">The root.</param>
    /// <param name="path">The objects.</param>
    /// <param name="hasIndexes">Whether elements of arrays are told apart.</param>
    public List<PathStep> Steps(int root, IReadOnlyList<int> path, bool hasIndexes)
    {
        var first = roots.Tables(root, path);
        var steps = new List<PathStep> { new(first > 0 ? roots.Unlisted(root, path[first]) : roots.Text(root), -1, first + 1) };
        var isFolding = roots.Kind(root) == HeapRootKind.Static;
        for (var i = first; i < path.Count - 1; i++)
        {
            var (edge, slot) = Edge(path[i], path[i + 1]);
            var layout = layouts[graph.TypeIndex(path[i])];
            if (isFolding && layout is { IsArray: true } && slot >= 0)
                steps[^1] = new PathStep(steps[^1].Text + Index(layout, slot, hasIndexes), steps[^1].Node, i + 2);
            else
                steps.Add(new PathStep(Step(path[i], edge, slot) + (layout is { IsArray: true } && slot >= 0 ? Index(layout, slot, hasIndexes) : ""), path[i], i + 2));
            isFolding = true;
        }
        steps.Add(new PathStep(Name(path[^1]), path[^1], path.Count));
        return Collapsed(steps);
    }

    /// <summary>The step from one object to another without what differs from run to run.</summary>
    public string Shape(int from, int to)
    {
        var layout = layouts[graph.TypeIndex(from)];
        if (layout is { IsArray: true, HasLoader: false } && !graph.DependentEdges.ContainsKey(from))
            return ElementShape(from, to, layout);
        var (edge, slot) = Edge(from, to);
        return Step(from, edge, slot) + (layout is { IsArray: true } && slot >= 0 ? Index(layout, slot, hasIndexes: false) : "");
    }

    // An array may have millions of elements, and whichever it is makes no difference.
    string ElementShape(int array, int target, ReferenceLayout layout)
    {
        var slot = layout.Offsets.Length == 1 ? 0 : _elements?.Of(array, target) ?? -1;
        return slot < 0 ? Name(array) : Name(array) + Index(layout, slot, hasIndexes: false);
    }

    /// <summary>What leads from one object to another: the field or the index, without the object's type before it.</summary>
    public string Link(int from, int to)
    {
        var (edge, slot) = Edge(from, to);
        var layout = layouts[graph.TypeIndex(from)];
        var step = Step(from, edge, slot) + (layout is { IsArray: true } && slot >= 0 ? Index(layout, slot, hasIndexes: true) : "");
        return step.StartsWith(Name(from), StringComparison.Ordinal) ? step[Name(from).Length..].TrimStart(' ') : step;
    }

    /// <summary>Whether both are of one type.</summary>
    public bool IsSameType(int from, int to) => graph.TypeIndex(from) == graph.TypeIndex(to);

    /// <summary>An object by itself.</summary>
    public string Name(int node) => types[graph.TypeIndex(node)] is { Type: { } type } ? MemberWords.Of(type) : types[graph.TypeIndex(node)].ShortName;

    static List<PathStep> Collapsed(List<PathStep> steps)
    {
        var collapsed = new List<PathStep>();
        for (var i = 0; i < steps.Count;)
        {
            var end = i + 1;
            while (end < steps.Count - 1 && steps[end].Text == steps[i].Text)
                end++;
            // The box in which an async method waits refers to the method's locals.
            if (steps[i].Text.StartsWith("async ", StringComparison.Ordinal) && end < steps.Count && steps[end].Text.EndsWith(steps[i].Text, StringComparison.Ordinal))
            {
                i = end;
                continue;
            }
            collapsed.Add(end - i > 1 ? new PathStep(string.Create(CultureInfo.InvariantCulture, $"{steps[i].Text} ({end - i} times)"), steps[i].Node, steps[end - 1].Leads) : steps[i]);
            i = end;
        }
        return collapsed;
    }

    (int Edge, long Slot) Edge(int from, int to)
    {
        var edge = graph.Targets(from).IndexOf(to);
        return (edge, slots?.Slot(from, edge) ?? -1);
    }

    static string Index(ReferenceLayout layout, long slot, bool hasIndexes) =>
        string.Create(CultureInfo.InvariantCulture, $"[{(hasIndexes ? layout.Element(slot) : "")}]{Member(layout, slot)}");

    static string Member(ReferenceLayout layout, long slot) => layout.Field(slot) is { } field ? "." + MemberWords.Property(field.Name) : "";

    string Step(int node, int edge, long slot)
    {
        var type = graph.TypeIndex(node);
        var layout = layouts[type];
        var isDependent = edge >= graph.Targets(node).Length - graph.DependentEdges.GetValueOrDefault(node);
        var place = isDependent ? -2 : slot < 0 || layout is null ? -1 : slot % layout.Offsets.Length;
        if (!_steps.TryGetValue((type, place), out var step))
            _steps.Add((type, place), step = Words(node, type, layout, isDependent, slot));
        return step;
    }

    string Words(int node, int type, ReferenceLayout? layout, bool isDependent, long slot)
    {
        if (isDependent)
            return $"{Name(node)} (key of a ConditionalWeakTable or DependentHandle)";
        if (layout is { IsArray: true } || types[type].Type is not { } known)
            return Name(node);
        return slot >= 0 && layout?.Field(slot) is { } field ? MemberWords.Step(known, field) : $"{Name(node)} (field not known)";
    }
}
