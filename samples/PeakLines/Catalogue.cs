using System.Globalization;

namespace PeakLines;

/// <summary>What the shop sells; it is needed for as long as the review takes.</summary>
sealed class Catalogue
{
    readonly Dictionary<string, string> _descriptions;

    Catalogue(Dictionary<string, string> descriptions) => _descriptions = descriptions;

    /// <summary>Loads some articles.</summary>
    public static Catalogue Load(int articles)
    {
        var descriptions = new Dictionary<string, string>(articles);
        for (var i = 0; i < articles; i++)
            descriptions.Add(i.ToString(CultureInfo.InvariantCulture), $"Article {i}, in the colour of the season, with a guarantee of two years");
        return new Catalogue(descriptions);
    }

    /// <summary>Whether the shop sells an article.</summary>
    public bool Has(string article) => _descriptions.ContainsKey(article);
}
