using System.Text;

namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Ordinary code: Split, Dictionary, LINQ.</summary>
public static class WordCount
{
    static readonly string _text = Write();

    /// <summary>Counts the words of a text; answers how often the ten most frequent occur.</summary>
    [Profile]
    public static int Run()
    {
        var counts = new Dictionary<string, int>();
        foreach (var line in _text.Split('\n'))
        {
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(counts, word);
        }
        var top = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(10);
        return top.Sum(pair => pair.Value);
    }

    static void Add(Dictionary<string, int> counts, string word)
    {
        var key = word.ToLowerInvariant();
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }

    static string Write()
    {
        string[] words = ["Memory", "is", "what", "a", "program", "keeps", "of", "its", "Past", "and", "lines", "allocate", "bytes"];
        var text = new StringBuilder();
        for (var i = 0; i < 2_000; i++)
            text.Append(words[i * i % words.Length]).Append(i % 50).Append(i % 12 == 11 ? '\n' : ' ');
        return text.ToString();
    }
}
