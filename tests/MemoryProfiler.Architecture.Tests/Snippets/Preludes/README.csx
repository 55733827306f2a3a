// What the snippets of the page take for granted.
sealed class Session;

sealed class PriceList
{
    public static PriceList Parse(string text) => new();

    public decimal Find(string article) => 0;
}

var list = new PriceList();
var text = "";
