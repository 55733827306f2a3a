using System.Globalization;
using MemoryProfiler.Pictures;

namespace MemoryProfiler.Flames;

/// <summary>A flame graph as an image: each box clips its own name, so that no font lets it run over a neighbour.</summary>
static class FlameSvg
{
    const int Width = 1200;
    const int Margin = 16;
    const int Top = 84;
    const int RowHeight = 22;
    const int FewestCharacters = 3;
    const double CharacterWidth = 6.8;
    const double BoldWidth = 7.7;

    const string Style =
        """
        svg { --lib: #cfeade; --rt: #e4e8ec; --all: #f5f7f9; --type: #fbdfb6; --grow: #d35400; --shrink: #0068b0 }
        @media (prefers-color-scheme: dark) { svg { --lib: #1c443a; --rt: #333a43; --all: #1c2026; --type: #553e17; --grow: #c85c14; --shrink: #286ec8 } }
        text { font: 12px var(--sans); fill: var(--ink) }
        tspan, .d { fill: var(--ink2) }
        .h { font-size: 17px; font-weight: 650 }
        .w { fill: var(--peak); font-weight: 600 }
        .t0 { font-weight: 600 }
        .t0 tspan { font-weight: 400 }
        .t4 { font-style: italic }
        .k0 { fill: var(--you) }
        .k1 { fill: var(--lib) }
        .k2 { fill: var(--rt) }
        .k3 { fill: var(--all) }
        .k4 { fill: var(--type) }
        .up { fill: var(--grow) }
        .down { fill: var(--shrink) }
        g:hover rect { stroke: var(--ink) }

        """;

    /// <summary>Draws it.</summary>
    public static void Write(FlameGraph graph, TextWriter writer)
    {
        var column = graph.Columns[graph.Shown];
        FlameColumn[] columns = graph.Baseline is { } baseline ? [column, baseline[graph.Shown]] : [column];
        var tree = FlameTree.Of(columns, graph.IsTurned);
        var boxes = FlameLayout.Of(tree, 0, Width - 2 * Margin);
        var before = columns.Length > 1 ? tree.Totals(1) : null;
        var total = boxes[0].Bytes;
        var height = Top + (boxes.Max(box => box.Row) + 1) * RowHeight + Margin;
        SvgText.Begin(writer, Width, height, graph.Title, $"{column.Name}: {ByteSize.Format(total)}. {graph.Note}", Style, isInPage: false);
        writer.Write($"<text class=\"h\" x=\"{Margin}\" y=\"28\">{SvgText.Escaped(graph.Title)}</text>\n");
        writer.Write($"<text class=\"d\" x=\"{Margin}\" y=\"48\">{SvgText.Escaped($"{column.Name}: {ByteSize.Format(total)} · {graph.Subtitle}")}</text>\n");
        writer.Write(graph.Warning != "" ? $"<text class=\"w\" x=\"{Margin}\" y=\"68\">{SvgText.Escaped(graph.Warning)}</text>\n"
            : $"<text class=\"d\" x=\"{Margin}\" y=\"68\">{(before is null ? "Widths are bytes; left to right is by size, not time." : "Widths are this run's bytes; numbers and colours are the change: orange is more, blue is less.")}</text>\n");
        foreach (var box in boxes)
            WriteBox(writer, tree, box, total, before is null ? null : Before(tree, before, box));
        writer.Write("</svg>\n");
    }

    // Of those that are too small the change is not shown.
    static long Before(FlameTree tree, long[] before, FlameBox box) =>
        box.Small > 0 ? box.Bytes : box.Node < 0 ? tree.Own(1).Sum() : before[box.Node];

    static void WriteBox(TextWriter writer, FlameTree tree, FlameBox box, long total, long? before)
    {
        var frame = box.Small > 0 ? new FlameFrame(string.Create(CultureInfo.InvariantCulture, $"{box.Small:N0} small"), FlameKind.Rest)
            : box.Node < 0 ? new FlameFrame("all", FlameKind.Rest)
            : tree.Frames[tree.Nodes[box.Node].Frame];
        var place = frame.File == "" ? "" : frame.Line > 0 ? $", {frame.File}:{frame.Line}" : $", {frame.File}";
        var change = before is { } was && box.Small == 0 ? Signed(box.Bytes - was) : null;
        writer.Write($"<g><title>{SvgText.Escaped($"{frame.Name}: {ByteSize.Format(box.Bytes)}, {Share(box.Bytes, total)}{(change is null ? "" : $", {change}")}{place}")}</title>");
        writer.Write($"<svg x=\"{SvgText.Number(Margin + box.X)}\" y=\"{Top + box.Row * RowHeight}\" width=\"{SvgText.Number(Math.Max(0.8, box.Width - 1))}\" height=\"{RowHeight - 1}\">");
        writer.Write($"<rect {Fill(frame.Kind, box, before)} width=\"100%\" height=\"100%\"/>");
        var characters = (int)((box.Width - 9) / (frame.Kind == FlameKind.Own ? BoldWidth : CharacterWidth));
        if (characters >= FewestCharacters)
        {
            var size = change ?? ByteSize.Format(box.Bytes);
            var hasSize = frame.Short.Length + size.Length + 2 <= characters && box.Small == 0;
            writer.Write($"<text class=\"t{(int)frame.Kind}\" x=\"5\" y=\"15\">{SvgText.Escaped(Cut(frame.Short, characters))}{(hasSize ? $"<tspan> {size}</tspan>" : "")}</text>");
        }
        writer.Write("</svg></g>\n");
    }

    static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";

    static string Fill(FlameKind kind, FlameBox box, long? before)
    {
        if (before is not { } was || box.Node < 0 || box.Small > 0)
            return $"class=\"k{(int)kind}\"";
        var by = (box.Bytes - was) / (double)Math.Max(1, Math.Max(box.Bytes, was));
        return Math.Abs(by) < 0.02 ? "class=\"k2\"" : $"class=\"{(by > 0 ? "up" : "down")}\" fill-opacity=\"{(0.15 + 0.6 * Math.Min(1, Math.Abs(by))).ToString("0.00", CultureInfo.InvariantCulture)}\"";
    }

    static string Signed(long bytes) => bytes > 0 ? $"+{ByteSize.Format(bytes)}" : bytes < 0 ? $"−{ByteSize.Format(-bytes)}" : ByteSize.Format(0);

    static string Share(long bytes, long total) => (total == 0 ? 0 : bytes / (double)total) switch
    {
        >= 0.9995 => "100 %",
        >= 0.1 and var share => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F0} %"),
        >= 0.001 and var share => string.Create(CultureInfo.InvariantCulture, $"{share * 100:F1} %"),
        > 0 => "<0.1 %",
        _ => "0 %",
    };
}
