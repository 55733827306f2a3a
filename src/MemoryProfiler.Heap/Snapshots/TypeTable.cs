using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Snapshots;

/// <summary>Types by bytes as a plain table.</summary>
static class TypeTable
{
    static readonly TextTable _table = new(new TextColumn("Objects", 12, Gap: 0), new TextColumn("Bytes", 12), new TextColumn("Share", 8), new TextColumn("Type", Gap: 3));

    /// <summary>Writes the first types, a line that counts the others, and one with all.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<HeapType> types, int top)
    {
        var (count, bytes) = (types.Sum(type => type.Count), types.Sum(type => type.Bytes));
        writer.WriteLine($"Heap: {Number(count)} objects of {Number(types.Count)} types, {ByteSize.Format(bytes)}");
        writer.WriteLine();
        writer.WriteLine(_table.Header);
        writer.WriteLine(_table.Rule);
        foreach (var type in types.Take(top))
            writer.WriteLine(Row(type.Count, type.Bytes, bytes, type.Name));
        if (types.Count > top)
        {
            var rest = types.Skip(top).ToArray();
            writer.WriteLine(Row(rest.Sum(type => type.Count), rest.Sum(type => type.Bytes), bytes, $"{Number(rest.Length)} other {(rest.Length == 1 ? "type" : "types")}"));
        }
    }

    static string Row(long count, long bytes, long all, string name) =>
        _table.Row(Number(count), ByteSize.Format(bytes), all == 0 ? "" : (100.0 * bytes / all).ToString("F1", CultureInfo.InvariantCulture) + " %", name);

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
