using System.Globalization;
using MemoryProfiler;

namespace UnitTests.Shop;

/// <summary>The code that the sample tests are about: prices read from text.</summary>
public sealed class PriceList
{
    readonly Dictionary<string, decimal> _prices = new(StringComparer.Ordinal);

    public int Count => _prices.Count;

    /// <summary>Looks a price up. Called for each order line, so it must not allocate.</summary>
    [Profile]
    public decimal Find(ReadOnlySpan<char> article)
    {
        var prices = _prices.GetAlternateLookup<ReadOnlySpan<char>>();
        return prices.TryGetValue(article, out var price) ? price : 0;
    }

    /// <summary>Reads lines such as <c>bolt=0.15</c>.</summary>
    [Profile]
    public static PriceList Parse(string text)
    {
        var list = new PriceList();
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split('=');
            list._prices[parts[0]] = decimal.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        return list;
    }

    /// <summary>The same from a reader.</summary>
    [Profile]
    public static async Task<PriceList> ParseAsync(TextReader reader)
    {
        var text = await reader.ReadToEndAsync();
        await Task.Yield();
        return Parse(text);
    }

    /// <summary>A label for a price tag. A call that allocates more than 4 KB fails, whoever calls it, the first one included.</summary>
    [MaxAllocation("4 KB")]
    public string Label(string article) => $"{article}: {Find(article)}";
}
