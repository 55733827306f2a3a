using System.Globalization;
using System.Text;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Waste;

/// <summary>Waste as plain tables, one for each kind.</summary>
static class WasteTable
{
    static readonly TextTable _strings = new(new TextColumn("Count", 12, Gap: 0), new TextColumn("Wasted", 12), new TextColumn("Value", Gap: 3));
    static readonly TextTable _empty = new(new TextColumn("Count", 12, Gap: 0), new TextColumn("Wasted", 12), new TextColumn("Type", Gap: 3));
    static readonly TextTable _sparse = new(
        new TextColumn("Count", 12, Gap: 0), new TextColumn("Used", 12), new TextColumn("Room for", 12), new TextColumn("Wasted", 12), new TextColumn("Type", Gap: 3));
    static readonly TextTable _boxes = new(new TextColumn("Count", 12, Gap: 0), new TextColumn("Bytes", 12), new TextColumn("Type", Gap: 3));

    public static void Write(TextWriter writer, HeapWaste waste, int top)
    {
        if (waste.Strings is { } strings)
        {
            writer.WriteLine($"Strings that could be spared: {Number(waste.DuplicateStringCount ?? 0)}, {ByteSize.Format(waste.DuplicateStringBytes ?? 0)}");
            Rows(writer, _strings, strings, top, found => [Number(found.Count), ByteSize.Format(found.WastedBytes), Quoted(found.Value)]);
        }
        else
        {
            writer.WriteLine($"Strings and the counts of collections are not known, as {waste.NotReadBecause}.");
        }
        writer.WriteLine();
        writer.WriteLine($"Empty collections: {Number(waste.Empty.Sum(found => found.Count))}, {ByteSize.Format(waste.Empty.Sum(found => found.WastedBytes))}");
        Rows(writer, _empty, waste.Empty, top, found => [Number(found.Count), ByteSize.Format(found.WastedBytes), found.TypeName]);
        writer.WriteLine();
        writer.WriteLine($"Less than half full: {Number(waste.Sparse.Sum(found => found.Count))}, {ByteSize.Format(waste.Sparse.Sum(found => found.WastedBytes))}");
        Rows(writer, _sparse, waste.Sparse, top, found => [Number(found.Count), Number(found.Used), Number(found.Capacity), ByteSize.Format(found.WastedBytes), found.TypeName]);
        writer.WriteLine();
        writer.WriteLine($"Boxed values: {Number(waste.Boxes.Sum(found => found.Count))}, {ByteSize.Format(waste.Boxes.Sum(found => found.Bytes))}");
        Rows(writer, _boxes, waste.Boxes, top, found => [Number(found.Count), ByteSize.Format(found.Bytes), found.TypeName]);
        if (waste.UnreadCount > 0)
        {
            writer.WriteLine();
            writer.WriteLine($"Not read, as they may have moved or changed since: {Number(waste.UnreadCount)} {(waste.UnreadCount == 1 ? "string or collection" : "strings and collections")}");
        }
    }

    static void Rows<T>(TextWriter writer, TextTable table, IReadOnlyList<T> all, int top, Func<T, string[]> row)
    {
        if (all.Count == 0 || top == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(table.Header);
        writer.WriteLine(table.Rule);
        foreach (var found in all.Take(top))
            writer.WriteLine(table.Row(row(found)));
    }

    // On one line, whatever is in it.
    static string Quoted(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var character in value)
        {
            if (char.IsControl(character) || char.IsSurrogate(character) || character is '"' or '\\' or '\u2028' or '\u2029')
                text.Append(character switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                });
            else
                text.Append(character);
        }
        return text.Append('"').ToString();
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
