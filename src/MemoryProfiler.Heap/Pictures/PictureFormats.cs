using MemoryProfiler.Exports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Pictures;

/// <summary>All forms in which pictures are written. A new one is a line here.</summary>
static class PictureFormats
{
    static readonly PictureForm<ReferencePicture>[] _references =
    [
        new(".svg", "an image", ReferenceSvg.Write),
        new(".dot", "for Graphviz", ReferenceDot.Write),
        new(".html", "a page", (picture, writer) => PicturePage.Write(page => ReferenceSvg.Write(picture, page, isInPage: true), writer)),
    ];

    static readonly PictureForm<MapBox>[] _maps =
    [
        new(".svg", "an image", TreemapSvg.Write),
        new(".html", "a page", (map, writer) => PicturePage.Write(page => TreemapSvg.Write(map, page, isInPage: true), writer)),
    ];

    /// <summary>Draws references in the form that the path's ending names, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(ReferencePicture picture, string path) => Save(_references, picture, path);

    /// <summary>The same of what holds the memory.</summary>
    public static void Save(MapBox map, string path) => Save(_maps, map, path);

    /// <summary>Refuses a path that none of references can be drawn to, before anything is looked for.</summary>
    public static void CheckReferences(string path) => OfPath(_references, path);

    /// <summary>The same for a map.</summary>
    public static void CheckMap(string path) => OfPath(_maps, path);

    static void Save<T>(PictureForm<T>[] forms, T picture, string path)
    {
        var form = OfPath(forms, path);
        ReportFile.Write("picture", path, writer => form.Write(picture, writer));
    }

    static PictureForm<T> OfPath<T>(PictureForm<T>[] forms, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Array.Find(forms, form => string.Equals(form.Ending, Path.GetExtension(path), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"A picture cannot be drawn as \"{path}\": it is written to a path that ends in {Formats.Listed([.. forms.Select(form => $"{form.Ending} ({form.Holds})")])}.", nameof(path));
    }
}
