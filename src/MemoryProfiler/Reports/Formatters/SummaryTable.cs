using System.Globalization;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>One row per method, before the methods' own tables.</summary>
static class SummaryTable
{
    static readonly TextTable _table = new(new("Calls", 13, 0), new("Allocated", 12), new("Self", 12), new("Per call", 12), new("Method", Gap: 3));

    public static void Write(PrintedMethods methods, MethodTitles titles, bool isEstimated, TableWriter writer)
    {
        writer.WriteLine($"{Heading(methods)}:", Emphasis.Title);
        writer.WriteLine();
        writer.Write(_table, methods.Shown.Select(method =>
        {
            var mark = Figures.Mark(method, isEstimated);
            var perCall = PrintedMethods.PerCall(method) is { } average ? mark + ByteSize.Format((long)Math.Round(average)) : "";
            return new Cell[]
            {
                Figures.Number(method.Calls),
                new(mark + ByteSize.Format(method.AllocatedBytes), method.AllocatedBytes > 0 ? Emphasis.Amount : Emphasis.None),
                mark + ByteSize.Format(method.SelfAllocatedBytes),
                perCall,
                titles[method],
            };
        }));
    }

    static string Heading(PrintedMethods methods)
    {
        var count = methods.Matching.Count.ToString("N0", CultureInfo.InvariantCulture);
        var part = methods.Rest == 0 ? "" : $"{methods.Shown.Count.ToString("N0", CultureInfo.InvariantCulture)} of ";
        var filter = methods.Filter is { } asked ? $" that match \"{asked.Text}\"" : "";
        var order = methods.Sort switch
        {
            MethodSort.SelfAllocatedBytes => "those that allocated most themselves first",
            MethodSort.AllocatedBytesPerCall => "those that allocated most per call first",
            MethodSort.Calls => "those called most first",
            MethodSort.Name => "by name",
            _ => "those that allocated most first",
        };
        return $"{part}{count} methods{filter}, {order}";
    }
}
