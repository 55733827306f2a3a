namespace AspNetCoreSample.Shop;

/// <summary>Something that is sold.</summary>
sealed record Product(int Id, string Name, string Category, decimal Price);
