using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Snapshots;

/// <summary>What changed between two snapshots as a plain table.</summary>
static class ChangeTable
{
    static readonly TextTable _table = new(
        new TextColumn("Objects", 12, Gap: 0), new TextColumn("Change", 12), new TextColumn("New", 12),
        new TextColumn("Bytes", 12), new TextColumn("Change", 12), new TextColumn("Type", Gap: 3));

    /// <summary>Writes those that changed most, a line for the others, and one if it is not known which objects are new.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<HeapTypeChange> types, string? newUnknownBecause, int top)
    {
        writer.WriteLine($"Heap: {Signed(types.Sum(type => type.CountDelta))} objects, {SignedBytes(types.Sum(type => type.BytesDelta))}");
        if (types.Count == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(_table.Header);
        writer.WriteLine(_table.Rule);
        var most = types.OrderByDescending(type => Math.Abs(type.BytesDelta)).ThenByDescending(type => type.NewCount).Take(top).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var type in types.Where(most.Contains))
            writer.WriteLine(_table.Row(Number(type.CountAfter), Signed(type.CountDelta), New(type.NewCount, type.MaybeOlderCount), ByteSize.Format(type.BytesAfter), SignedBytes(type.BytesDelta), type.Name));
        var rest = types.Where(type => !most.Contains(type)).ToArray();
        if (rest.Length > 0)
            writer.WriteLine(_table.Row("", Signed(rest.Sum(type => type.CountDelta)), New(newUnknownBecause is null ? rest.Sum(type => type.NewCount) : null, rest.Sum(type => type.MaybeOlderCount)), "",
                SignedBytes(rest.Sum(type => type.BytesDelta)), $"{Number(rest.Length)} other {(rest.Length == 1 ? "type" : "types")}"));
        if (newUnknownBecause is not null)
            writer.WriteLine($"Which objects are new is not known, as {newUnknownBecause}.");
    }

    static string New(long? count, long maybeOlder) => count is not { } known ? "" : (maybeOlder > 0 ? "~" : "") + Number(known);

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Signed(long number) => number.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    static string SignedBytes(long bytes) => (bytes > 0 ? "+" : "") + ByteSize.Format(bytes);
}
