using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Snapshots;

/// <summary>What changed between two snapshots as a plain table.</summary>
static class ChangeTable
{
    static readonly TextTable _table = new(
        new TextColumn("Objects", 12, Gap: 0), new TextColumn("Change", 12), new TextColumn("Bytes", 12), new TextColumn("Change", 12), new TextColumn("Type", Gap: 3));

    public static void Write(TextWriter writer, HeapComparison comparison, int top)
    {
        writer.WriteLine($"Heap: {Signed(comparison.CountDelta)} objects, {SignedBytes(comparison.BytesDelta)}");
        if (comparison.Types.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(_table.Header);
        writer.WriteLine(_table.Rule);
        var most = comparison.Types.OrderByDescending(type => Math.Abs(type.BytesDelta)).Take(top).ToHashSet();
        foreach (var type in comparison.Types.Where(most.Contains))
            writer.WriteLine(_table.Row(type.CountAfter.ToString("N0", CultureInfo.InvariantCulture), Signed(type.CountDelta), ByteSize.Format(type.BytesAfter), SignedBytes(type.BytesDelta), type.Name));
        var rest = comparison.Types.Where(type => !most.Contains(type)).ToArray();
        if (rest.Length > 0)
            writer.WriteLine(_table.Row("", Signed(rest.Sum(type => type.CountDelta)), "", SignedBytes(rest.Sum(type => type.BytesDelta)), $"{rest.Length:N0} other {(rest.Length == 1 ? "type" : "types")}"));
    }

    static string Signed(long number) => number.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    static string SignedBytes(long bytes) => (bytes > 0 ? "+" : "") + ByteSize.Format(bytes);
}
