namespace MemoryProfiler.Weaving.Il;

/// <summary>Finds things of a body by their IL offset. A search: tables of all instructions were much of what weaving allocated.</summary>
static class OffsetSearch
{
    /// <summary>The one at an offset; null if none begins there.</summary>
    /// <param name="items">The things in IL order.</param>
    /// <param name="offsetOf">Says where one begins.</param>
    /// <param name="offset">The offset.</param>
    public static T? Find<T>(IList<T> items, Func<T, int> offsetOf, int offset)
        where T : class
    {
        var (low, high) = (0, items.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = offsetOf(items[middle]);
            if (found == offset)
                return items[middle];
            if (found < offset)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }
}
