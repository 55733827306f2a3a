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

    public Product? Find(int id) => _byId.GetValueOrDefault(id);
}
