namespace MemoryProfiler.Heaps;

/// <summary>Keeps what it was asked to.</summary>
static class Shop
{
    static readonly List<Order> _orders = [];
    static readonly Dictionary<string, Order[]> _byCustomer = [];

    /// <summary>Makes orders of one customer, which a list keeps.</summary>
    public static void Keep(int count)
    {
        for (var i = 0; i < count; i++)
            _orders.Add(new Order(_orders.Count, "somebody"));
    }

    /// <summary>Makes orders that a table keeps.</summary>
    public static void KeepByCustomer(string customer, int count) =>
        _byCustomer[customer] = [.. Enumerable.Range(0, count).Select(number => new Order(number, customer))];
}
