using MemoryProfiler.Weaving.Source;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>The lines from a method's declaration to its end, as far as they can be known.</summary>
sealed class DeclaredLines
{
    /// <summary>Finds them.</summary>
    /// <param name="method">The method.</param>
    /// <param name="points">The points of its own body, at least one.</param>
    /// <param name="files">Finds source text.</param>
    public DeclaredLines(MethodDefinition method, List<SequencePoint> points, SourceFiles files)
    {
        // A constructor begins with its field initializers, which may stand in another part of the type: its own body comes last.
        for (var i = points.Count - 1; i >= 0; i--)
        {
            var file = files.Get(points[i].Document);
            if (file.Place(points[i].StartLine) is not { } place
                || new DeclarationFinder(file.Tokens).Find(method, place, points[i].StartColumn) is not { } span
                || !(method.IsConstructor || points.Where(point => files.Get(point.Document) == file).All(point => IsWithin(point, span, file))))
                continue;
            var numbers = Enumerable.Range(span.First, span.Last - span.First + 1).Select(file.Number).OfType<int>().ToArray();
            if (numbers.Length == 0)
                continue;
            (File, Numbers) = (file, numbers);
            return;
        }
        File = files.Get(points[points.Count - 1].Document);
        var own = points.Where(point => files.Get(point.Document) == File).ToList();
        var (first, last) = (own.Min(point => point.StartLine), own.Max(point => point.EndLine));
        // Where directives may have made numbers up, the lines between two points need not be the method's.
        Numbers = File.HasEveryLine ? [.. Enumerable.Range(first, last - first + 1)] : [.. own.Select(point => point.StartLine).Distinct().OrderBy(number => number)];
    }

    /// <summary>The file that has the declaration, or most likely has.</summary>
    public SourceFile File { get; }

    /// <summary>Line numbers of that file, the declaration's first.</summary>
    public int[] Numbers { get; }

    // What directives number otherwise is compared by where it stands.
    static bool IsWithin(SequencePoint point, (int First, int Last) span, SourceFile file) =>
        file.Place(point.StartLine) is not { } first || (first >= span.First && (file.Place(point.EndLine) ?? first) <= span.Last);
}
