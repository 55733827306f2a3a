using System.Text.Json;

namespace MemoryProfiler.Benchmarks.Programs;

/// <summary>Most of the time is spent in a library.</summary>
public static class JsonRoundTrip
{
    /// <summary>Writes orders as JSON and reads them back.</summary>
    [Profile]
    public static int Run(int count)
    {
        var orders = new List<Order>();
        for (var i = 0; i < count; i++)
        {
            var name = $"Customer {i}";
            orders.Add(new Order(i, name, [new Item("Book", 3, 12.5m), new Item("Pen", i, 0.75m)]));
        }
        var text = JsonSerializer.Serialize(orders);
        var back = JsonSerializer.Deserialize<List<Order>>(text)!;
        var pieces = 0;
        foreach (var order in back)
            pieces += order.Items.Sum(item => item.Count);
        return pieces;
    }

    sealed record Order(int Number, string Customer, IReadOnlyList<Item> Items);

    sealed record Item(string Name, int Count, decimal Price);
}
