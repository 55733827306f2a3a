using MemoryProfiler.Weaving.Bodies;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>The source lines of one method as its table will show them, and the line each slot belongs to.</summary>
sealed class MappedLines
{
    /// <summary>The file most of the method stands in.</summary>
    public SourceFile File { get; }

    /// <summary>Line numbers in order; not always contiguous: a constructor has its field initializers' lines too.</summary>
    public int[] Numbers { get; }

    /// <summary>For every slot the index of its line; slot 0, the entry, has the declaration's first line.</summary>
    public int[] Slots { get; }

    readonly int[] _firstSlots;

    /// <summary>Lays out a body without lines: IL offsets take their place.</summary>
    public MappedLines(ProfiledBody body)
    {
        File = new SourceFile(body.Method.Module.Name, text: null);
        Numbers = [.. body.Probed.Select(point => point.StartLine).Append(0).Distinct().OrderBy(n => n)];
        Slots = [0, .. body.Probed.Select(point => Array.BinarySearch(Numbers, point.StartLine))];
        _firstSlots = FirstSlots();
    }

    /// <summary>Lays out a method's lines.</summary>
    /// <param name="method">The method.</param>
    /// <param name="bodies">Its bodies, its own first; slots are numbered through their probed points.</param>
    /// <param name="onlyDeclaration">Whether its first line is all that is to be shown.</param>
    /// <param name="files">Finds source text.</param>
    public MappedLines(MethodDefinition method, IReadOnlyList<ProfiledBody> bodies, bool onlyDeclaration, SourceFiles files)
    {
        var own = bodies[0].Visible;
        var points = bodies.SelectMany(body => body.Probed).ToList();
        // A constructor begins with its field initializers, which may stand in another part of the type: its own body comes last.
        var document = own[own.Count - 1].Document.Url;
        File = files.Get(own[own.Count - 1].Document);
        var (first, last) = Span(method, [.. own.Where(p => p.Document.Url == document)]);
        if (onlyDeclaration)
            last = first;
        var lines = points.Where(p => p.Document.Url == document).Select(p => p.StartLine);
        Numbers = [.. Enumerable.Range(first, last - first + 1).Concat(lines).Distinct().OrderBy(n => n)];
        var entry = Array.BinarySearch(Numbers, first);
        Slots = [entry, .. points.Select(p => p.Document.Url == document ? Array.BinarySearch(Numbers, p.StartLine) : entry)];
        _firstSlots = FirstSlots();
    }

    /// <summary>
    /// The slot a slot's line books its bytes on, which is the line's first. So the line counts a byte once however many
    /// of its points are on the stack.
    /// </summary>
    public int LineSlot(int slot) => _firstSlots[Slots[slot]];

    /// <summary>Number of the method's first line.</summary>
    public int First => Numbers[Slots[0]];

    int[] FirstSlots()
    {
        var firstSlots = new int[Numbers.Length];
        for (var slot = Slots.Length - 1; slot >= 0; slot--)
            firstSlots[Slots[slot]] = slot;
        return firstSlots;
    }

    (int First, int Last) Span(MethodDefinition method, List<SequencePoint> points)
    {
        var finder = new DeclarationFinder(File.Tokens);
        for (var i = points.Count - 1; i >= 0; i--)
        {
            if (finder.Find(method, points[i].StartLine, points[i].StartColumn) is { } span
                && (method.IsConstructor || points.All(p => p.StartLine >= span.First && p.EndLine <= span.Last)))
                return span;
        }
        return (points.Min(p => p.StartLine), points.Max(p => p.EndLine));
    }
}
