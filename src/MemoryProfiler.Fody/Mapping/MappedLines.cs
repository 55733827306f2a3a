using Mono.Cecil;
using Mono.Cecil.Cil;
using MemoryProfiler.Weaving.Source;

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

    /// <summary>Lays out a method's lines.</summary>
    /// <param name="method">The method.</param>
    /// <param name="points">The sequence points that get a probe, in slot order from slot 1.</param>
    /// <param name="allPoints">All visible sequence points, in IL order.</param>
    /// <param name="files">Finds source text.</param>
    public MappedLines(MethodDefinition method, IReadOnlyList<SequencePoint> points, IReadOnlyList<SequencePoint> allPoints, SourceFiles files)
    {
        // A constructor begins with its field initializers, which may stand in another part of the type: its own body comes last.
        var document = allPoints[allPoints.Count - 1].Document;
        File = files.Get(document);
        var here = allPoints.Where(p => p.Document.Url == document.Url).ToList();
        var (first, last) = Span(method, here);
        Numbers = [.. Enumerable.Range(first, last - first + 1).Concat(points.Where(p => p.Document.Url == document.Url).Select(p => p.StartLine)).Distinct().OrderBy(n => n)];
        var entry = Array.IndexOf(Numbers, first);
        Slots = [entry, .. points.Select(p => p.Document.Url == document.Url ? Array.IndexOf(Numbers, p.StartLine) : entry)];
    }

    /// <summary>Number of the method's first line.</summary>
    public int First => Numbers[Slots[0]];

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
