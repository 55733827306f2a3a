using System.Globalization;

namespace MemoryProfiler.Pictures;

/// <summary>References in Graphviz's language.</summary>
static class ReferenceDot
{
    /// <summary>Writes it.</summary>
    public static void Write(ReferencePicture picture, TextWriter writer)
    {
        writer.Write($"digraph heap {{\n  label={Quoted(picture.Title)};\n  rankdir=LR;\n  node [shape=box, fontname=\"monospace\", fontsize=10];\n  edge [fontname=\"monospace\", fontsize=9];\n");
        for (var box = 0; box < picture.Boxes.Count; box++)
        {
            var (title, detail) = (picture.Boxes[box].Title, picture.Boxes[box].Detail);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"  b{box} [label={Quoted(detail == "" ? title : $"{title}\n{detail}")}{Look(picture.Boxes[box].Kind)}];\n"));
        }
        for (var box = 1; box < picture.Boxes.Count; box++)
        {
            var (from, to) = picture.References == HeapReferences.To ? (box, picture.Boxes[box].Parent) : (picture.Boxes[box].Parent, box);
            WriteEdge(writer, from, to, picture.Boxes[box].Label);
        }
        foreach (var (from, to, label) in picture.Others)
            WriteEdge(writer, from, to, label);
        writer.Write("}\n");
    }

    static void WriteEdge(TextWriter writer, int from, int to, string label) =>
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"  b{from} -> b{to}{(label == "" ? "" : $" [label={Quoted(label)}]")};\n"));

    static string Look(PictureBoxKind kind) => kind switch
    {
        PictureBoxKind.Target => ", penwidth=2",
        PictureBoxKind.Root => ", style=rounded",
        PictureBoxKind.More => ", style=dashed",
        _ => "",
    };

    static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
