using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Pictures;

/// <summary>An image in a page that loads nothing.</summary>
static class PicturePage
{
    static readonly HtmlPage _page = new("picture.html", typeof(PicturePage).Assembly);

    /// <summary>Writes the page.</summary>
    /// <param name="image">Writes the image.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(Action<TextWriter> image, TextWriter writer)
    {
        using var text = new StringWriter();
        image(text);
        _page.Write(new PageData("image/svg+xml", text.ToString()), writer);
    }
}
