namespace MemoryProfiler.Pictures;

/// <summary>References as an image: boxes in columns, each line with the field that it is.</summary>
static class ReferenceSvg
{
    const int TitleCharacters = 32;
    const int DetailCharacters = 38;
    const int LabelCharacters = 18;

    const string Style =
        """
        .b { fill: var(--rt); stroke: var(--line) }
        .own { fill: var(--you) }
        .target .b { stroke: var(--peak); stroke-width: 2 }
        .root .b { fill: var(--bg); stroke: var(--ink); stroke-width: 1.5 }
        .more .b { fill: none; stroke-dasharray: 3 3 }
        text { font: 11.5px var(--mono); fill: var(--ink) }
        .d { font: 11px var(--sans); fill: var(--ink2) }
        .l { font-size: 10.5px; fill: var(--accent) }
        path { fill: none; stroke: var(--ink2) }
        .o { stroke-dasharray: 4 3; stroke: var(--line) }
        marker path { fill: var(--ink2); stroke: none }

        """;

    /// <summary>Draws it by itself.</summary>
    public static void Write(ReferencePicture picture, TextWriter writer) => Write(picture, writer, isInPage: false);

    /// <summary>Draws it.</summary>
    public static void Write(ReferencePicture picture, TextWriter writer, bool isInPage)
    {
        var layout = new TreeLayout(picture);
        SvgText.Begin(writer, layout.Width, layout.Height, picture.Title, picture.Subtitle, Style, isInPage);
        writer.Write("<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n");
        foreach (var (from, to, label) in picture.Others.Where(other => other.From != other.To))
            WriteLine(writer, layout, from, to, "o", label);
        for (var box = 1; box < picture.Boxes.Count; box++)
        {
            var (from, to) = picture.References == HeapReferences.To ? (box, picture.Boxes[box].Parent) : (picture.Boxes[box].Parent, box);
            WriteLine(writer, layout, from, to, "", picture.Boxes[box].Label);
            WriteLabel(writer, layout, picture, box);
        }
        for (var box = 0; box < picture.Boxes.Count; box++)
            WriteBox(writer, layout, box, picture.Boxes[box]);
        writer.Write("</svg>\n");
    }

    static void WriteLine(TextWriter writer, TreeLayout layout, int from, int to, string kind, string label)
    {
        var (x1, y1) = (layout.X(from) + TreeLayout.BoxWidth, layout.Y(from) + TreeLayout.BoxHeight / 2);
        var (x2, y2) = (layout.X(to), layout.Y(to) + TreeLayout.BoxHeight / 2);
        var bend = Math.Max(40, Math.Abs(x2 - x1) / 2);
        var title = kind == "" || label == "" ? "/>" : $"><title>{SvgText.Escaped(label)}</title></path>";
        writer.Write($"<path{(kind == "" ? "" : $" class=\"{kind}\"")} d=\"M{SvgText.Number(x1)} {SvgText.Number(y1)}C{SvgText.Number(x1 + bend)} {SvgText.Number(y1)} {SvgText.Number(x2 - bend)} {SvgText.Number(y2)} {SvgText.Number(x2)} {SvgText.Number(y2)}\" marker-end=\"url(#a)\"{title}\n");
    }

    // Beside the box that is further away, as only one such line is there.
    static void WriteLabel(TextWriter writer, TreeLayout layout, ReferencePicture picture, int box)
    {
        var label = picture.Boxes[box].Label;
        if (label == "")
            return;
        var isTo = picture.References == HeapReferences.To;
        var x = isTo ? layout.X(box) + TreeLayout.BoxWidth + 4 : layout.X(box) - 10;
        var y = layout.Y(box) + TreeLayout.BoxHeight / 2 - 4;
        writer.Write($"<text class=\"l\" x=\"{SvgText.Number(x)}\" y=\"{SvgText.Number(y)}\"{(isTo ? "" : " text-anchor=\"end\"")}>{SvgText.Escaped(SvgText.Cut(label, LabelCharacters))}</text>\n");
    }

    static void WriteBox(TextWriter writer, TreeLayout layout, int number, PictureBox box)
    {
        var (x, y) = (layout.X(number), layout.Y(number));
        var kind = box.Kind.ToString().ToLowerInvariant();
        var corner = box.Kind == PictureBoxKind.Root ? 14 : 5;
        writer.Write($"<g class=\"{kind}\"><title>{SvgText.Escaped($"{box.Title}{(box.Label == "" ? "" : $", {box.Label}")}{(box.Detail == "" ? "" : $", {box.Detail}")}")}</title>");
        writer.Write($"<rect class=\"b{(box.IsUsers ? " own" : "")}\" x=\"{SvgText.Number(x)}\" y=\"{SvgText.Number(y)}\" width=\"{TreeLayout.BoxWidth}\" height=\"{TreeLayout.BoxHeight}\" rx=\"{corner}\"/>");
        writer.Write($"<text x=\"{SvgText.Number(x + 8)}\" y=\"{SvgText.Number(y + (box.Detail == "" ? 22 : 15))}\">{SvgText.Escaped(SvgText.Cut(box.Title, TitleCharacters))}</text>");
        if (box.Detail != "")
            writer.Write($"<text class=\"d\" x=\"{SvgText.Number(x + 8)}\" y=\"{SvgText.Number(y + 29)}\">{SvgText.Escaped(SvgText.Cut(box.Detail, DetailCharacters))}</text>");
        writer.Write("</g>\n");
    }
}
