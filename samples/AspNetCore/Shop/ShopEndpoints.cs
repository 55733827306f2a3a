using MemoryProfiler;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AspNetCoreSample.Shop;

/// <summary>The shop's API; what is marked has its lines in the report and its bytes on the request's activity.</summary>
static class ShopEndpoints
{
    const int HeaderBytes = 54;

    public static void MapShop(this WebApplication app)
    {
        app.MapGet("/products", Search);
        app.MapGet("/products/{id:int}", Show);
        app.MapGet("/products/{id:int}/picture", Picture);
        app.MapGet("/sales", SalesAsync);
    }

    [Profile]
    static Ok<IEnumerable<Product>> Search(Catalogue catalogue, string? name = null, string? category = null)
    {
        var words = (name ?? "").ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = catalogue.Search(words, category);
        return TypedResults.Ok(found.Take(20));
    }

    [Profile]
    static Results<Ok<Product>, NotFound> Show(int id, Catalogue catalogue) =>
        catalogue.Find(id) is { } product ? TypedResults.Ok(product) : TypedResults.NotFound();

    // A picture of 64 x 64 points in the colour of its number.
    [Profile]
    static FileContentHttpResult Picture(int id)
    {
        const int Side = 64;
        var bitmap = new byte[HeaderBytes + (Side * Side * 4)];
        BitConverter.TryWriteBytes(bitmap.AsSpan(2), bitmap.Length);
        bitmap[0] = (byte)'B';
        bitmap[1] = (byte)'M';
        bitmap[10] = HeaderBytes;
        bitmap[14] = 40;
        bitmap[18] = Side;
        bitmap[22] = Side;
        bitmap[26] = 1;
        bitmap[28] = 32;
        Paint(bitmap, id);
        return TypedResults.Bytes(bitmap, "image/bmp");
    }

    // Not marked, as a loop over points costs more with its lines counted and allocates nothing: what it allocates is the handler's line.
    static void Paint(byte[] bitmap, int id)
    {
        for (var point = HeaderBytes; point < bitmap.Length; point += 4)
            BitConverter.TryWriteBytes(bitmap.AsSpan(point), id * 2_654_435 + point);
    }

    [Profile]
    static async Task<Ok<IEnumerable<Sales>>> SalesAsync(Catalogue catalogue, Warehouse warehouse, CancellationToken stop)
    {
        var sold = await warehouse.ReadSalesAsync(stop);
        var totals = Sales.Total(sold, catalogue);
        return TypedResults.Ok(totals.OrderByDescending(category => category.Value).AsEnumerable());
    }
}
