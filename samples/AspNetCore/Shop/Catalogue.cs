namespace AspNetCoreSample.Shop;

/// <summary>What the shop sells, in memory.</summary>
sealed class Catalogue
{
    static readonly string[] _categories = ["Garden", "Kitchen", "Office", "Workshop"];
    static readonly string[] _colours = ["black", "blue", "green", "red", "white"];
    static readonly string[] _things = ["bucket", "chair", "drill", "hammer", "kettle", "lamp", "pan", "rake", "saw", "table"];

    readonly Dictionary<int, Product> _byId;

    public Catalogue()
    {
        Products = [.. Enumerable.Range(1, 1_000).Select(id => new Product(
            id,
            $"{_colours[id % _colours.Length]} {_things[id % _things.Length]} {id}",
            _categories[id % _categories.Length],
            id * 7 % 500 + 0.99m))];
        _byId = Products.ToDictionary(product => product.Id);
    }

    public IReadOnlyList<Product> Products { get; }

    /// <summary>What has all the words in its name, the cheapest first.</summary>
    public List<Product> Search(string[] words, string? category)
    {
        var found = new List<Product>();
        foreach (var product in Products)
        {
            // A copy in capitals of every name, at every request: the largest line of the handler's report.
            var text = product.Name.ToUpperInvariant();
            if ((category is null || product.Category == category) && Array.TrueForAll(words, word => text.Contains(word, StringComparison.Ordinal)))
                found.Add(product);
        }
        found.Sort((a, b) => a.Price.CompareTo(b.Price));
        return found;
    }

    public Product? Find(int id) => _byId.GetValueOrDefault(id);
}
