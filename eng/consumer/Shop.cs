Console.WriteLine(Shop.Orders.Cart.Load());
Console.WriteLine(Shop.Storage.Stock.Count());

namespace Shop.Orders
{
    static class Cart
    {
        public static int Load()
        {
            var a = new byte[1000];
            return a.Length;
        }
    }
}

namespace Shop.Storage
{
    static class Stock
    {
        public static int Count()
        {
            var b = new byte[2000];
            return b.Length;
        }
    }
}
