using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>A report as one page that loads nothing.</summary>
static class HtmlFormatter
{
    // Larger pages are slow to open.
    const int LargestData = 4 << 20;

    const double SmallShare = 0.0001;

    /// <summary>The page.</summary>
    public static HtmlPage Page { get; } = new("report.html", typeof(HtmlFormatter).Assembly);

    public static void Write(ProfileReport report, TextWriter writer) => Write(report, writer, PageData.MostPlain, LargestData);

    /// <summary>Writes a page twice, as a small and as a large one.</summary>
    public static void Rehearse(ProfileReport report, TextWriter writer)
    {
        Write(report, writer);
        Write(report, writer, mostPlain: 0, largestData: int.MaxValue);
    }

    /// <summary>Writes the page.</summary>
    /// <param name="report">What it shows.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="mostPlain">Up to how many bytes the data is left as it is, more is packed.</param>
    /// <param name="largestData">How many bytes it may have at most with all methods in it, else the small ones are left out.</param>
    public static void Write(ProfileReport report, TextWriter writer, int mostPlain, int largestData)
    {
        var data = PageData.Of(HtmlData.Write(report), mostPlain);
        if (data.Text.Length > largestData)
            data = PageData.Of(HtmlData.Write(WithoutSmall(report), report), mostPlain);
        Page.Write(data, writer);
    }

    static ProfileReport WithoutSmall(ProfileReport report)
    {
        var least = SmallShare * report.Methods.Select(method => method.AllocatedBytes).DefaultIfEmpty().Max();
        return report with { Methods = [.. report.Methods.Where(method => method.AllocatedBytes > least)] };
    }
}
