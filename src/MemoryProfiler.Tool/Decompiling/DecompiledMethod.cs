namespace MemoryProfiler.Tool.Decompiling;

/// <summary>Puts the figures that a method has on IL offsets onto the lines of its decompiled C#. No byte is lost or counted anew.</summary>
static class DecompiledMethod
{
    const string Mark = " (decompiled)";

    /// <summary>The method with lines.</summary>
    /// <param name="method">The method, whose lines are IL offsets.</param>
    /// <param name="body">What the decompiler made of it.</param>
    public static MethodProfile Of(MethodProfile method, DecompiledBody body)
    {
        var offsets = method.Lines.OrderBy(line => line.LineNumber).ToList();
        var statements = Statements(offsets, body);
        var sums = new Dictionary<int, List<LineProfile>>();
        foreach (var offset in offsets)
        {
            var line = LineOf(offset, statements, body);
            if (!sums.TryGetValue(line, out var parts))
                sums.Add(line, parts = []);
            parts.Add(offset);
        }
        // Below an equal sum no byte is on two offsets at once, as in recursion.
        var overlap = offsets.Sum(line => line.AllocatedBytes) - method.AllocatedBytes;
        var numbers = Enumerable.Range(body.FirstLine, body.LastLine - body.FirstLine + 1).Concat(statements.Select(statement => statement.Line)).Concat(sums.Keys).Distinct().Order();
        return method with
        {
            File = method.File + Mark,
            FirstLine = body.FirstLine,
            BodyToken = null,
            Lines = [.. numbers.Select(number => Line(number))],
        };

        LineProfile Line(int number)
        {
            var visits = statements.Where(statement => statement.Line == number).Select(statement => statement.Visits).DefaultIfEmpty(0).Max();
            if (number == body.FirstLine)
                visits = Math.Max(visits, method.Calls);
            return LineSum.Of(number, body.Text[number - 1].TrimEnd(), visits, sums.GetValueOrDefault(number) ?? [], overlap, method.AllocatedBytes);
        }
    }

    /// <summary>The statements whose visits are known, by the offset that stands for them.</summary>
    static List<(int Offset, int Line, long Visits)> Statements(List<LineProfile> offsets, DecompiledBody body)
    {
        var statements = new List<(int Offset, int Line, long Visits)>();
        foreach (var point in body.Points)
        {
            if (Start(offsets, point, body.Tests, statements.Count == 0 ? -1 : statements[^1].Offset) is { } start)
                statements.Add((start.LineNumber, point.Line, start.Occurrences));
        }
        return statements;
    }

    // A build for debugging has instructions that do nothing before it. The point of a field's initializer leaves out the object that it is for.
    static LineProfile? Start(List<LineProfile> offsets, CodePoint point, IReadOnlySet<int> tests, int taken)
    {
        var within = offsets.FindAll(line => line.LineNumber > taken && line.LineNumber >= point.Offset && line.LineNumber < point.EndOffset);
        return within.Find(line => !tests.Contains(line.LineNumber)) ?? within.FirstOrDefault()
            ?? offsets.FindLast(line => line.LineNumber > taken && line.LineNumber < point.Offset);
    }

    // What has no point of its own goes on with the statement before it that ran: a step of a loop may stand behind one that never did.
    static int LineOf(LineProfile offset, List<(int Offset, int Line, long Visits)> statements, DecompiledBody body)
    {
        var ran = offset.Occurrences != 0 || offset.AllocatedBytes != 0;
        var before = statements.FindLastIndex(statement => statement.Offset <= offset.LineNumber && (statement.Visits != 0 || !ran));
        return before < 0 ? body.FirstLine : statements[before].Line;
    }
}
