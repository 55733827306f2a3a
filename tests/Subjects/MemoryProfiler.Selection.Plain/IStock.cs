namespace Shop.Storage;

public interface IStock
{
    int Count();
}
