namespace Shop.Storage;

public record Stock(int Size) : IStock
{
    int IStock.Count() => Size;
}
