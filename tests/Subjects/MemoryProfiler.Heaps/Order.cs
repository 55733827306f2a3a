namespace MemoryProfiler.Heaps;

/// <summary>An object of 32 bytes.</summary>
sealed class Order(int number, string customer)
{
    public int Number { get; } = number;

    public string Customer { get; } = customer;
}
