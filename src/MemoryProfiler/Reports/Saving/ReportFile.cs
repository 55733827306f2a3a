using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Reports.Saving;

/// <summary>Reports as files, whoever asks for them; every failure is one exception that names the path and what was expected.</summary>
static class ReportFile
{
    /// <summary>Writes a report in the form that the path's ending names, as a whole or not at all.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="path">The file; placeholders are filled in, and its folder is made if it is missing.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(ProfileReport report, string path)
    {
        var form = FormOf(path);
        Write("report", path, writer => form.Write(report, writer));
    }

    /// <summary>Writes a file as a whole or not at all.</summary>
    /// <param name="what">What it is called in a sentence.</param>
    /// <param name="path">The file; placeholders are filled in, and its folder is made if it is missing.</param>
    /// <param name="write">Writes what it holds.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string what, string path, Action<TextWriter> write)
    {
        path = PathTemplate.Expand(path);
        try
        {
            WholeFile.Write(path, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The {what} cannot be written to \"{path}\": {e.Message} Give a path in a folder that may be written to.", e);
        }
    }

    /// <summary>
    /// Formats a report as a file of that name would hold it. So all of it is compiled before there is no memory left to
    /// compile it.
    /// </summary>
    public static void Rehearse(ProfileReport report, string path) => FormOf(path).Rehearse(report, TextWriter.Null);

    /// <summary>Reads a report that was saved as JSON.</summary>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not such a report, or one of a newer version.</exception>
    public static ProfileReport Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The report \"{path}\" cannot be read: {e.Message} Give the path of a .json file that MemoryReport.Save wrote.", e);
        }
        return JsonFormatter.Read(text, path);
    }

    static ReportForm FormOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Formats.OfPath(path) ?? throw new ArgumentException(Formats.Refusal(path), nameof(path));
    }
}
