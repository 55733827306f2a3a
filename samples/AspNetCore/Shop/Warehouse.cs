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

    public async Task<List<(int Product, int Pieces)>> ReadSalesAsync(CancellationToken stop)
    {
        var sales = new List<(int, int)>();
        using var reader = new StreamReader(new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true));
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            var fields = line.Split(';');
            sales.Add((int.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture)));
        }
        return sales;
    }

    public void Dispose() => File.Delete(_file);
}
