using System.Text.Json;
using MemoryProfiler.Reports.Presentation;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>A report as JSON with a format name and version, for other programs and for <see cref="ProfileReport.Load"/>.</summary>
static class JsonFormatter
{
    static readonly VersionedJson _file = new("MemoryProfiler.Report", 1, "a MemoryProfiler report", "report", "Expected a .json file that MemoryReport.Save wrote.");

    public static void Write(ProfileReport report, TextWriter writer)
    {
        var document = new ReportDocument { Format = _file.Format, Version = _file.Version, Report = report };
        writer.Write(JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument));
        writer.Write('\n');
    }

    /// <exception cref="InvalidDataException">The text is no such report, or a newer version's.</exception>
    public static ProfileReport Read(string json, string path)
    {
        _file.Check(json, path);
        try
        {
            var document = JsonSerializer.Deserialize(json, ReportJsonContext.Default.ReportDocument);
            return IsComplete(document?.Report) ? document!.Report : throw _file.Broken(path, "parts of the report are missing");
        }
        catch (JsonException e)
        {
            throw _file.Broken(path, e.Message, e);
        }
    }

    // A JSON null passes for a required member.
    static bool IsComplete(ProfileReport? report) =>
        report is { Methods: not null, Runtime: not null, Cost: not null, Notes: not null, Peak: null or { Lines: not null } }
        && report.Notes.All(note => note is not null)
        && (report.Peak?.Lines ?? []).All(line => line is { Method: not null })
        && report.Methods.All(m => m is { Name: not null, FullName: not null, Assembly: not null, File: not null, Lines: not null }
            && m.Lines.All(line => line is { Text: not null }));
}
