using MemoryProfiler.Weaving.Naming;
using MemoryProfiler.Weaving.Source;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Bodies;

/// <summary>
/// Says on which line a lambda or local function begins. Mostly that is its first point. Control may divide before any
/// point, in a <c>switch</c> above all. What the compiler makes there (the closure of all arms) is no arm's. So a point
/// is added for the line that the part is declared on.
/// </summary>
/// <param name="bodies">All bodies of the method.</param>
/// <param name="files">Finds source text.</param>
sealed class PartStarts(IReadOnlyList<ProfiledBody> bodies, SourceFiles files)
{
    /// <summary>The bodies with their first points.</summary>
    public List<ProfiledBody> Find() => [.. bodies.Select(body => body.IsCall || body.Probed.Count == 0 ? body : WithStart(body))];

    ProfiledBody WithStart(ProfiledBody body)
    {
        var start = BodyStart.Of(body);
        if (start.First is { } first)
            return body with { First = body.Probed.Find(point => point.Offset == first) };
        if (!start.IsKnown)
            return body with { First = body.Probed[0] };
        if (body.Kind == BodyKind.Finally || !start.MayAllocate() || !ProbedPoints.CanTakeProbe(body.Method.Body, start.Begin) || Line(body) is not { } line)
            return body;
        var declared = new SequencePoint(start.Begin, body.Probed[0].Document) { StartLine = line, EndLine = line };
        return body with { Probed = [.. body.Probed.Append(declared).OrderBy(point => point.Offset)], First = declared };
    }

    // A lambda stands in a statement; only the source tells where a local function is declared.
    int? Line(ProfiledBody body)
    {
        var inner = body.Probed[0];
        var around = bodies.SelectMany(other => other.Visible).Where(point => Contains(point, inner)).ToList();
        if (GeneratedName.Of(body.Written.Name) is { Local: null })
            return around.Count == 0 ? null : around.Max(point => point.StartLine);
        var file = files.Get(inner.Document);
        return file.Place(inner.StartLine) is { } place && new DeclarationFinder(file.Tokens).Find(body.Written, place, inner.StartColumn) is { } span
            ? file.Number(span.First)
            : null;
    }

    static bool Contains(SequencePoint outer, SequencePoint inner) =>
        outer.Document.Url == inner.Document.Url
        && (outer.StartLine, outer.StartColumn).CompareTo((inner.StartLine, inner.StartColumn)) <= 0
        && (outer.EndLine, outer.EndColumn).CompareTo((inner.EndLine, inner.EndColumn)) > 0;
}
