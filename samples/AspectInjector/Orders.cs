using MemoryProfiler;

namespace AspectInjectorSample;

static class Orders
{
    [Measured]
    public static byte[][] Import(int count)
    {
        var orders = new byte[count][];
        for (var i = 0; i < count; i++)
            orders[i] = Parse();
        using (MemoryScope.Enter("sort"))
            Sort(orders);
        Check(orders);
        return orders;
    }

    [Measured]
    static byte[] Parse() => new byte[1_000];

    static void Sort(byte[][] orders) => GC.KeepAlive(orders.Clone());

    [MeasuredAround]
    static void Check(byte[][] orders)
    {
        foreach (var order in orders)
        {
            if (order.Length == 0)
                throw new InvalidDataException("An order is empty.");
        }
    }
}
