using MemoryProfiler.Exports;

namespace MemoryProfiler.Pictures;

/// <summary>What holds the memory as an image: each box is as large as what would be free without its objects.</summary>
static class TreemapSvg
{
    const int Width = 1200;
    const int Height = 720;
    const int Deepest = 3;
    const double Head = 18;
    const double Gap = 3;
    const double CharacterWidth = 6.9;

    const string Style =
        """
        rect { stroke: var(--bg); fill: var(--rt) }
        .g { stroke: var(--line) }
        .e { fill: var(--you) }
        text { font: 11.5px var(--mono); fill: var(--ink) }
        .d { font: 11px var(--sans); fill: var(--ink2) }

        """;

    /// <summary>Draws it by itself.</summary>
    public static void Write(MapBox map, TextWriter writer) => Write(map, writer, isInPage: false);

    /// <summary>Draws it.</summary>
    public static void Write(MapBox map, TextWriter writer, bool isInPage)
    {
        SvgText.Begin(writer, Width, Height, $"What holds the memory: {ByteSize.Format(map.Bytes)}",
            "Each box is as large as what would be free without its objects; what they hold is inside. Objects that hang on the same one are one box for each type.", Style, isInPage);
        WriteInside(writer, map, 0, 0, Width, Height, 0);
        writer.Write("</svg>\n");
    }

    static void WriteInside(TextWriter writer, MapBox box, double x, double y, double width, double height, int depth)
    {
        // What is in no box of its own is left blank.
        var rest = Math.Max(0, box.Bytes - box.Inside.Sum(inner => inner.Bytes));
        var areas = Squarified.Of([.. box.Inside.Select(inner => inner.Bytes).Append(rest).OrderDescending()], x, y, width, height);
        var place = 0;
        var isRestShown = false;
        foreach (var inner in box.Inside)
        {
            if (!isRestShown && rest > inner.Bytes)
            {
                isRestShown = true;
                place++;
            }
            var (left, top, wide, high) = areas[place++];
            WriteBox(writer, inner, left, top, wide, high, depth + 1);
        }
    }

    static void WriteBox(TextWriter writer, MapBox box, double x, double y, double width, double height, int depth)
    {
        if (width < 2 || height < 2)
            return;
        var isOpen = depth < Deepest && box.Inside.Count > 0 && width > 70 && height > 46;
        var size = ByteSize.Format(box.Bytes);
        writer.Write($"<g><title>{SvgText.Escaped($"{box.Name}, {(box.Count == 1 ? "1 object" : $"{box.Count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} objects")}, {size}")}</title>");
        writer.Write($"<rect class=\"{(isOpen ? "g" : "e")}\" x=\"{SvgText.Number(x)}\" y=\"{SvgText.Number(y)}\" width=\"{SvgText.Number(width)}\" height=\"{SvgText.Number(height)}\" rx=\"3\"/>");
        var characters = (int)((width - 10) / CharacterWidth);
        if (height > Head && characters > 2)
            writer.Write($"<text x=\"{SvgText.Number(x + 5)}\" y=\"{SvgText.Number(y + 13)}\">{SvgText.Escaped(SvgText.Cut(box.Name, characters))}</text>");
        if (!isOpen && height > 2 * Head && characters >= size.Length)
            writer.Write($"<text class=\"d\" x=\"{SvgText.Number(x + 5)}\" y=\"{SvgText.Number(y + 28)}\">{size}</text>");
        writer.Write("</g>\n");
        if (isOpen)
            WriteInside(writer, box, x + Gap, y + Head, width - 2 * Gap, height - Head - Gap, depth);
    }
}
