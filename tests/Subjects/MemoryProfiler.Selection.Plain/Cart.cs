namespace Shop.Orders;

public class Cart(int capacity)
{
    readonly List<int> _prices = new(capacity);

    public int Discount { get; set; }

    public int Total
    {
        get => _prices.Sum() - Discount;
        set => _prices.Add(value - Total);
    }

    public event Action? Changed;

    public byte[] Export(int size)
    {
        Changed?.Invoke();
        return new byte[size];
    }

    public IEnumerable<int> Cheap()
    {
        foreach (var price in _prices.Where(price => price < 10))
            yield return price;
    }

    public class Line<T>
    {
        public T[] Copies(T value) => [value, value];
    }
}
