using System.Globalization;
using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Sites.Tables;

/// <summary>Allocation sites as a plain table.</summary>
static class SiteTable
{
    /// <summary>Writes the first groups, a line that counts the others, and the notes.</summary>
    public static void Write(TextWriter writer, SiteContent content, AllocationGrouping by, int top)
    {
        var sites = content.Sites;
        var all = new AllocationGroup("", sites);
        writer.WriteLine($"Allocation sites: {ByteSize.Format(all.AllocatedBytes)} allocated in {Seconds(content.Duration)}{(content.Peak is null ? "" : $", {ByteSize.Format(all.LiveBytes)} alive")}; estimates from {Number(all.Samples)} {(all.Samples == 1 ? "sample" : "samples")}");
        foreach (var peak in content.Peaks)
            writer.WriteLine($"Peak {peak.Kind.Words()}: {ByteSize.Format(peak.Bytes)} after {Seconds(peak.At)}{(peak.Kind == content.Peak?.Kind && content.Peaks.Count > 1 ? ", in the table" : "")}");
        if (sites.Count > 0)
            WriteRows(writer, SiteGroups.All(sites, by, content.Main), by, hasLive: content.Peak is not null, top);
        foreach (var note in content.Notes)
            writer.WriteLine(note);
    }

    /// <summary>What a row is called.</summary>
    public static string Heading(AllocationGrouping by) => by switch
    {
        AllocationGrouping.Line => "Line",
        AllocationGrouping.Path => "Path, from the inside",
        _ => "Type",
    };

    static void WriteRows(TextWriter writer, IReadOnlyList<AllocationGroup> groups, AllocationGrouping by, bool hasLive, int top)
    {
        TextColumn[] live = hasLive ? [new("At peak", 12, Gap: 0), new("Alive", 12), new("Allocated", 12)] : [new("Allocated", 12, Gap: 0)];
        var table = new TextTable([.. live, new("Samples", 9), new(Heading(by), Gap: 3)]);
        writer.WriteLine();
        writer.WriteLine(table.Header);
        writer.WriteLine(table.Rule);
        foreach (var group in groups.Take(top))
            writer.WriteLine(Row(table, group, group.Name, hasLive));
        if (groups.Count > top)
        {
            var rest = groups.Skip(top).ToArray();
            writer.WriteLine(Row(table, new AllocationGroup("", [.. rest.SelectMany(group => group.Sites)]), $"{Number(rest.Length)} {(rest.Length == 1 ? "other" : "others")}", hasLive));
        }
    }

    static string Row(TextTable table, AllocationGroup group, string name, bool hasLive)
    {
        string[] live = hasLive ? [ByteSize.Format(group.PeakBytes), ByteSize.Format(group.LiveBytes)] : [];
        return table.Row([.. live, ByteSize.Format(group.AllocatedBytes), Number(group.Samples), name]);
    }

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
