using MemoryProfiler;

namespace DataFrame;

/// <summary>Four million sales whose columns are dropped as soon as they are not needed any more.</summary>
static class Sales
{
    [Profile]
    public static double Total()
    {
        var sales = new Frame(rows: 4_000_000);
        sales.AddNumbers("id");
        sales.Add("price", 1.0);
        sales.Add("qty", 1);
        sales.Add("flag", (sbyte)1);
        sales.AddProduct("total", "price", "qty");

        // Removing a column gives nothing back, it only allows a collection to; the drop shows on the collection's line.
        sales.Remove("price");
        sales.Remove("qty");
        Collect();

        // No Remove here: the wide column is dropped because the narrow one takes its place.
        sales.Narrow("id");
        sales.Remove("flag");
        Collect();

        var total = sales.Sum("total");
        sales.Clear();
        Collect();
        return total;
    }

    // A plain GC.Collect() frees the columns as well, but keeps most of their pages for later allocations.
    static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
}
