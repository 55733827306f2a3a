namespace AspNetCoreSample.Shop;

/// <summary>A category's sales.</summary>
sealed record Sales(string Category, int Pieces, decimal Value);
