using System.Globalization;
using System.Security;

namespace MemoryProfiler.Pictures;

/// <summary>What images have in common: colours for light and dark, text that is no markup, and numbers.</summary>
static class SvgText
{
    // Of pages the page has them.
    const string Colors =
        """
        svg { --bg: #fff; --ink: #1b2026; --ink2: #56606b; --line: #b7c0c9; --accent: #0a5fb4; --you: #c9def5; --rt: #eef1f4; --peak: #b83c06; --mono: ui-monospace,"Cascadia Code",Consolas,Menlo,"DejaVu Sans Mono",monospace; --sans: system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif }
        @media (prefers-color-scheme: dark) { svg { --bg: #14171b; --ink: #e5e9ed; --ink2: #a9b3be; --line: #4a535d; --accent: #74b6ff; --you: #1f4066; --rt: #242a31; --peak: #ff9157 } }

        """;

    /// <summary>Begins an image.</summary>
    public static void Begin(TextWriter writer, int width, int height, string title, string description, string style, bool isInPage)
    {
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n"));
        writer.Write($"<title>{Escaped(title)}</title>\n<desc>{Escaped(description)}</desc>\n<style>\n{(isInPage ? "" : Colors)}{style}</style>\n");
        writer.Write("<rect width=\"100%\" height=\"100%\" fill=\"var(--bg)\"/>\n");
    }

    public static string Escaped(string text) => SecurityElement.Escape(text) ?? "";

    /// <summary>Text of so many characters at most: its beginning and its end.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text
        : most < 2 ? ""
        : string.Concat(text.AsSpan(0, most / 2), "…", text.AsSpan(text.Length - (most - most / 2 - 1)));

    public static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);
}
