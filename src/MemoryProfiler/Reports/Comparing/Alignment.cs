namespace MemoryProfiler.Reports.Comparing;

/// <summary>Finds which elements of two sequences are the same one, in order: a longest common subsequence.</summary>
static class Alignment
{
    // Larger tables take seconds and hundreds of megabytes; then only what is alike at both ends is matched.
    const long LargestTable = 16_000_000;

    /// <summary>Pairs of indexes, ascending on both sides.</summary>
    /// <param name="before">How many elements one sequence has.</param>
    /// <param name="after">How many the other has.</param>
    /// <param name="same">Whether two elements may be the same one.</param>
    public static List<(int Before, int After)> Pairs(int before, int after, Func<int, int, bool> same)
    {
        var pairs = new List<(int, int)>();
        var start = 0;
        while (start < before && start < after && same(start, start))
        {
            pairs.Add((start, start));
            start++;
        }
        var tail = 0;
        while (tail < before - start && tail < after - start && same(before - 1 - tail, after - 1 - tail))
            tail++;
        AddMiddle(pairs, start, before - tail, after - tail, same);
        for (; tail > 0; tail--)
            pairs.Add((before - tail, after - tail));
        return pairs;
    }

    static void AddMiddle(List<(int, int)> pairs, int start, int beforeEnd, int afterEnd, Func<int, int, bool> same)
    {
        var (rows, columns) = (beforeEnd - start, afterEnd - start);
        if (rows == 0 || columns == 0 || (long)rows * columns > LargestTable)
            return;
        // How many pairs the rest of both sequences can have.
        var most = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
                most[i, j] = Math.Max(same(start + i, start + j) ? most[i + 1, j + 1] + 1 : 0, Math.Max(most[i + 1, j], most[i, j + 1]));
        }
        for (var (i, j) = (0, 0); i < rows && j < columns;)
        {
            if (same(start + i, start + j) && most[i, j] == most[i + 1, j + 1] + 1)
                pairs.Add((start + i++, start + j++));
            else if (most[i + 1, j] >= most[i, j + 1])
                i++;
            else
                j++;
        }
    }
}
