// What the snippets of the page take for granted.
sealed class Order;

static void RunTheBatch()
{
}
