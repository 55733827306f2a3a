namespace MemoryProfiler.Hosting.Configuration;

/// <summary>Finds which of the known names somebody meant.</summary>
static class NearestName
{
    /// <summary>The name that needs the fewest changes of a letter to become another one, cases left aside.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">At least one name.</param>
    public static string Of(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Changes(name, candidate))!;

    /// <summary>How many letters have to be changed, added or taken away for one to become the other, cases left aside: Levenshtein's distance.</summary>
    public static int Changes(string one, string other)
    {
        var (from, to) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        var previous = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var current = new int[to.Length + 1];
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.Length];
    }
}
