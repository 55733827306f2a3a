using System.Globalization;
using System.Text;

namespace AspNetCoreSample.Shop;

/// <summary>The day's sales, as the tills leave them behind: a file of lines <c>product;pieces</c>.</summary>
sealed class Warehouse : IDisposable
{
    readonly string _file = Path.GetTempFileName();

    public Warehouse()
    {
        var lines = new StringBuilder();
        for (var sale = 0; sale < 400; sale++)
            lines.Append(CultureInfo.InvariantCulture, $"{sale * 37 % 1_000 + 1};{sale % 5 + 1}\n");
        File.WriteAllText(_file, lines.ToString());
    }

    public StreamReader OpenSales() => new(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true));

    public void Dispose() => File.Delete(_file);
}
