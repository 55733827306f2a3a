namespace MemoryProfiler.Reports.Comparing;

/// <summary>Finds the lines of a method again after it was edited. They are found by their text and order, then by what is left of it.</summary>
static class LineMatching
{
    const double LeastAlike = 0.5;

    /// <summary>The lines that allocate more or less than before: the largest increase first, then the largest decrease.</summary>
    public static IReadOnlyList<LineComparison> Changes(MethodProfile? before, MethodProfile? after) =>
        [.. Matched(before, after).Where(IsChange).OrderByDescending(line => Math.Max(line.ChangeBytes, 0)).ThenBy(line => line.ChangeBytes)];

    /// <summary>All lines of both methods that have text or figures, in order.</summary>
    public static IEnumerable<LineComparison> Matched(MethodProfile? before, MethodProfile? after)
    {
        var (old, young) = (Lines(before), Lines(after));
        var anchors = Alignment.Pairs(old.Length, young.Length, (i, j) => old[i].File == young[j].File && Source(old[i]) == Source(young[j]));
        var (i, j) = (0, 0);
        foreach (var (nextOld, nextYoung) in anchors.Append((old.Length, young.Length)))
        {
            foreach (var line in Edited(old[i..nextOld], young[j..nextYoung]))
                yield return line;
            if (nextOld < old.Length)
                yield return new LineComparison { Before = old[nextOld], After = young[nextYoung] };
            (i, j) = (nextOld + 1, nextYoung + 1);
        }
    }

    /// <summary>How much of two lines is the same at their beginnings and ends, from 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        var start = 0;
        while (start < shorter && one[start] == other[start])
            start++;
        var end = 0;
        while (end < shorter - start && one[^(end + 1)] == other[^(end + 1)])
            end++;
        return shorter == 0 ? 0 : (start + end) / (double)Math.Max(one.Length, other.Length);
    }

    // What stands between two lines that stayed: lines that were rewritten, taken out or put in.
    static IEnumerable<LineComparison> Edited(LineProfile[] old, LineProfile[] young)
    {
        var pairs = Alignment.Pairs(old.Length, young.Length, (i, j) => old[i].File == young[j].File && Likeness(Source(old[i]), Source(young[j])) >= LeastAlike);
        var (i, j) = (0, 0);
        foreach (var (nextOld, nextYoung) in pairs.Append((old.Length, young.Length)))
        {
            for (; i < nextOld; i++)
                yield return new LineComparison { Before = old[i], After = null };
            for (; j < nextYoung; j++)
                yield return new LineComparison { Before = null, After = young[j] };
            if (nextOld < old.Length)
                yield return new LineComparison { Before = old[nextOld], After = young[nextYoung] };
            (i, j) = (nextOld + 1, nextYoung + 1);
        }
    }

    // What a background collection may have added to either side is no change.
    static bool IsChange(LineComparison line) =>
        Math.Abs(line.ChangeBytes) > (line.Before?.MaxExcessBytes ?? 0) + (line.After?.MaxExcessBytes ?? 0);

    static LineProfile[] Lines(MethodProfile? method) =>
        method is null ? [] : [.. method.Lines.Where(line => Source(line).Length > 0 || line.Occurrences > 0 || line.AllocatedBytes != 0)];

    static string Source(LineProfile line) => line.Text.Trim();
}
