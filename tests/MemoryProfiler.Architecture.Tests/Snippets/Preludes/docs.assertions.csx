// What the snippets of the page take for granted.
using Xunit;

sealed class Session : System.IDisposable
{
    public void Dispose()
    {
    }
}

sealed class PriceList
{
    public static PriceList Parse(string text) => new();

    public static System.Threading.Tasks.Task<PriceList> ParseAsync(System.IO.TextReader reader) => System.Threading.Tasks.Task.FromResult(new PriceList());

    public decimal Find(string article) => 0;
}

sealed class Server
{
    public Session Open() => new();

    public void Handle(string request)
    {
    }
}

sealed class Importer
{
    public void Run(System.IO.Stream stream)
    {
    }
}

var text = "";
var request = "";
var reader = System.IO.TextReader.Null;
var stream = System.IO.Stream.Null;
var server = new Server();
var importer = new Importer();
