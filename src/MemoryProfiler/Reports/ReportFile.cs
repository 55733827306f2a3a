using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Reports;

/// <summary>Reports as files; every failure is one exception that names the path and what was expected.</summary>
static class ReportFile
{
    /// <summary>Whether a report can be saved under such a name.</summary>
    public static bool IsKnown(string path) => FormatOf(path) is not null;

    public static void Save(ProfileReport report, string path)
    {
        var format = KnownFormatOf(path);
        path = PathTemplate.Expand(path);
        try
        {
            using var writer = new StreamWriter(path);
            Write(report, format, writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The report cannot be written to \"{path}\": {e.Message} Give a path in a folder that exists and may be written to.", e);
        }
    }

    /// <summary>Writes a report in one of its forms.</summary>
    public static void Write(ProfileReport report, ReportFormat format, TextWriter writer)
    {
        switch (format)
        {
            case ReportFormat.Text:
                TableFormatter.Write(report, writer);
                break;
            case ReportFormat.Json:
                JsonFormatter.Write(report, writer);
                break;
            case ReportFormat.Html:
                HtmlFormatter.Write(report, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "A report is written as Text, Json or Html.");
        }
    }

    /// <summary>Formats a report as a file of that name would hold it, so that all of it is compiled before there is no memory left to compile it.</summary>
    public static void Rehearse(ProfileReport report, string path)
    {
        var format = KnownFormatOf(path);
        Write(report, format, TextWriter.Null);
        // A large page takes ways that a small one does not.
        if (format == ReportFormat.Html)
            HtmlFormatter.Write(report, TextWriter.Null, plainData: 0, largestData: int.MaxValue);
    }

    static ReportFormat KnownFormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return FormatOf(path) ?? throw new ArgumentException(
            $"A report cannot be saved as \"{path}\": \"{Path.GetExtension(path)}\" is not a known extension; use .txt for the tables, .json for all figures or .html for a page.", nameof(path));
    }

    static ReportFormat? FormatOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TXT" => ReportFormat.Text,
        ".JSON" => ReportFormat.Json,
        ".HTML" => ReportFormat.Html,
        _ => null,
    };

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
}
