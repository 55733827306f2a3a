using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Tool.Plotting.Pages;

/// <summary>Recordings as one page that loads nothing.</summary>
static class TimelinePage
{
    // Larger pages are slow to open.
    const int LargestText = 4 << 20;

    // Every sample, up to 400,000 of them; what a screen shows, when zoomed in a hundredfold, beyond that.
    const int MostColumns = 100_000;

    static readonly TimeSpan _shortestOfMany = TimeSpan.FromMilliseconds(1);

    /// <summary>The page.</summary>
    public static HtmlPage Page { get; } = new("timeline.html", typeof(TimelinePage).Assembly);

    /// <summary>
    /// Writes the page. Where there is too much, spans shorter than a millisecond are left out, and then tenfold longer
    /// ones.
    /// </summary>
    public static void Write(PlotPicture picture, TextWriter writer)
    {
        var shortest = TimeSpan.Zero;
        var data = PageData.Of(TimelineData.Write(picture, MostColumns, shortest));
        while (data.Text.Length > LargestText && picture.Spans.Any(span => span.Duration >= shortest))
        {
            shortest = shortest == TimeSpan.Zero ? _shortestOfMany : shortest * 10;
            data = PageData.Of(TimelineData.Write(picture, MostColumns, shortest));
        }
        Page.Write(data, writer);
    }
}
