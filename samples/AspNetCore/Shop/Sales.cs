namespace AspNetCoreSample.Shop;

/// <summary>A category's sales.</summary>
sealed record Sales(string Category, int Pieces, decimal Value)
{
    /// <summary>Adds up what was sold, by category.</summary>
    public static IReadOnlyCollection<Sales> Total(IEnumerable<(int Product, int Pieces)> sold, Catalogue catalogue)
    {
        var totals = new Dictionary<string, Sales>();
        foreach (var (id, pieces) in sold)
        {
            var product = catalogue.Find(id)!;
            var before = totals.GetValueOrDefault(product.Category) ?? new Sales(product.Category, 0, 0);
            totals[product.Category] = before with { Pieces = before.Pieces + pieces, Value = before.Value + (pieces * product.Price) };
        }
        return totals.Values;
    }
}
