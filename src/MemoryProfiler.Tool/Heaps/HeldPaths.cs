using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Tool.Heaps;

/// <summary>Who holds the objects of a type, as a plain table.</summary>
static class HeldPaths
{
    static readonly TextTable _table = new(new TextColumn("Objects", 12, Gap: 0), new TextColumn("Path from a root", Gap: 3));

    /// <summary>Writes one row for each way in which some are held.</summary>
    /// <param name="heap">The heap.</param>
    /// <param name="type">The type's name, with namespaces or without.</param>
    /// <param name="top">How many ways at most.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ToolException">There is no object of such a type.</exception>
    public static void Write(HeapSnapshot heap, string type, int top, TextWriter writer)
    {
        try
        {
            var (count, bytes) = heap.Objects(type).Aggregate((Count: 0L, Bytes: 0L), (sum, found) => (sum.Count + 1, sum.Bytes + found.Bytes));
            var paths = heap.PathsToRoot(type);
            writer.WriteLine($"{type}: {Number(count)} {(count == 1 ? "object" : "objects")}, {ByteSize.Format(bytes)}, held in {Number(paths.Count)} {(paths.Count == 1 ? "way" : "ways")}");
            writer.WriteLine();
            writer.WriteLine(_table.Header);
            writer.WriteLine(_table.Rule);
            foreach (var path in paths.Take(top))
            {
                writer.WriteLine(_table.Row(Number(path.Count), path.BehindCount == 0 ? path.ToString() : $"{path} ({Number(path.BehindCount)} more behind)"));
                if (heap.ReferenceToCut(path) is { } cut)
                    writer.WriteLine(_table.Row("", $"  cut {cut.Reference}: frees {ByteSize.Format(cut.FreedBytes)}{(cut.Objects < path.Count ? $", {Number(cut.Objects)} of these" : "")}"));
            }
            if (paths.Count > top)
                writer.WriteLine(_table.Row(Number(paths.Skip(top).Sum(path => path.Count)), $"{Number(paths.Count - top)} other {(paths.Count - top == 1 ? "way" : "ways")}"));
        }
        catch (HeapSnapshotException e)
        {
            throw new ToolException(e.Message, inner: e);
        }
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
