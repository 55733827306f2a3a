using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Tool.Plotting.Images;
using MemoryProfiler.Tool.Plotting.Pages;

namespace MemoryProfiler.Tool.Plotting;

/// <summary>Pictures as files.</summary>
static class PictureFile
{
    const string Png = ".png";
    const string Svg = ".svg";
    const string Html = ".html";

    /// <summary>Whether the ending of a path names a form.</summary>
    public static bool IsKnown(string path) => EndingOf(path) is Png or Svg or Html;

    /// <summary>The sentence on a path that is none.</summary>
    public static string Refusal(string path) =>
        $"A picture cannot be drawn as \"{path}\": it is written to a path that ends in {Png}, {Svg} or {Html} (a page to zoom and hover).";

    /// <summary>Draws a picture in the form that the path's ending names.</summary>
    /// <param name="picture">What is to be seen.</param>
    /// <param name="path">The file.</param>
    /// <param name="error">Where is told what the picture lacks.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(PlotPicture picture, string path, TextWriter error)
    {
        var ending = EndingOf(path);
        if (ending != Html && !PlotImage.HasFont)
            error.WriteLine("Note: This machine has no fonts, so the picture has no text: install one, such as the package fonts-dejavu-core, or draw a page that ends in .html.");
        ReportFile.Write("picture", path, writer =>
        {
            if (ending == Html)
                TimelinePage.Write(picture, writer);
            else if (ending == Svg)
                writer.Write(PlotImage.Svg(picture));
            else
                ((StreamWriter)writer).BaseStream.Write(PlotImage.Png(picture));
        });
    }

    static string EndingOf(string path) => Path.GetExtension(path).ToLowerInvariant();
}
