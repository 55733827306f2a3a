// What the snippets of the page take for granted.
sealed class Order;

sealed class Item;

sealed class Cart
{
    public void AddAndRemove(Item item)
    {
    }
}

var cart = new Cart();
var item = new Item();
var order = new Order();
var cancellation = new CancellationTokenSource();
