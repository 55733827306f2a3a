using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Sites.Tables;

/// <summary>What changed between two snapshots of allocation sites as a plain table.</summary>
static class SiteChangeTable
{
    /// <summary>Writes the rows that changed most, and one for all others.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<AllocationSiteChange> sites, AllocationGrouping by, int top)
    {
        var table = new TextTable(new TextColumn("Alive", 12, Gap: 0), new TextColumn("Change", 12), new TextColumn("Allocated", 12), new TextColumn(SiteTable.Heading(by), Gap: 3));
        writer.WriteLine($"Allocation sites: {Signed(Delta(sites, AllocationMeasure.Live))} alive, {Signed(Delta(sites, AllocationMeasure.Allocated))} allocated; estimates from samples");
        var groups = sites.GroupBy(site => SiteGroups.Name((site.After ?? site.Before)!, by), StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Sites: group.ToArray()))
            .Where(group => group.Sites.Any(IsChanged))
            .OrderByDescending(group => Math.Abs(Delta(group.Sites, AllocationMeasure.Live))).ThenByDescending(group => Math.Abs(Delta(group.Sites, AllocationMeasure.Allocated)))
            .ThenBy(group => group.Name, StringComparer.Ordinal).ToArray();
        if (groups.Length == 0)
            return;
        writer.WriteLine();
        writer.WriteLine(table.Header);
        writer.WriteLine(table.Rule);
        foreach (var group in groups.Take(top))
            writer.WriteLine(Row(table, group.Sites, group.Name));
        if (groups.Length > top)
        {
            var rest = groups.Skip(top).ToArray();
            writer.WriteLine(Row(table, [.. rest.SelectMany(group => group.Sites)], $"{rest.Length.ToString("N0", CultureInfo.InvariantCulture)} {(rest.Length == 1 ? "other" : "others")}"));
        }
    }

    static string Row(TextTable table, AllocationSiteChange[] sites, string name) => table.Row(
        ByteSize.Format(sites.Sum(site => site.After?.LiveBytes ?? 0)), Signed(Delta(sites, AllocationMeasure.Live)), Signed(Delta(sites, AllocationMeasure.Allocated)), name);

    static bool IsChanged(AllocationSiteChange site) => site.BytesDelta(AllocationMeasure.Live) != 0 || site.BytesDelta(AllocationMeasure.Allocated) != 0;

    static long Delta(IEnumerable<AllocationSiteChange> sites, AllocationMeasure measure) => sites.Sum(site => site.BytesDelta(measure));

    static string Signed(long bytes) => (bytes > 0 ? "+" : "") + ByteSize.Format(bytes);
}
