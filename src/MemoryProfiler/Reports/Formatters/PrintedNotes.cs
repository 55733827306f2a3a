using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>The notes that are printed: of those that say the same of many methods only the first.</summary>
static class PrintedNotes
{
    static readonly char[] _ends = [':', '('];

    /// <summary>At most so many notes of each kind, and a sentence that counts the others.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> notes, int top)
    {
        foreach (var kind in notes.GroupBy(Kind, StringComparer.Ordinal))
        {
            foreach (var note in kind.Take(top))
                yield return note;
            var rest = kind.Count() - top;
            if (rest > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {rest:N0} more.");
        }
    }

    // "Not profiled (Cart.cs:7): …" and "Over its limit: …" begin alike; other notes are the only ones of their kind.
    static string Kind(string note) => note.IndexOfAny(_ends) is > 0 and var end ? note[..end].TrimEnd() : note;
}
