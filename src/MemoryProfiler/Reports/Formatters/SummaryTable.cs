using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>One row per method, before the methods' own tables.</summary>
static class SummaryTable
{
    const string Header = "        Calls    Allocated         Self     Per call   Method";

    public static void Write(PrintedMethods methods, MethodTitles titles, bool isEstimated, TextWriter writer)
    {
        writer.Write($"{Heading(methods)}:\n\n{Header}\n{new string('=', Header.Length)}\n");
        foreach (var method in methods.Shown)
        {
            var mark = Figures.Mark(method, isEstimated);
            var perCall = PrintedMethods.PerCall(method) is { } average ? mark + ByteSize.Format((long)Math.Round(average)) : "";
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{method.Calls,13:N0} {mark + ByteSize.Format(method.AllocatedBytes),12} {mark + ByteSize.Format(method.SelfAllocatedBytes),12} {perCall,12}   {titles[method]}\n"));
        }
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
