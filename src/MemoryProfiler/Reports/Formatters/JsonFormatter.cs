using System.Text.Json;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>A report as JSON with a format name and version, for other programs and for <see cref="ProfileReport.Load"/>.</summary>
static class JsonFormatter
{
    public const string FormatName = "MemoryProfiler.Report";
    public const int FormatVersion = 1;

    public static void Write(ProfileReport report, TextWriter writer)
    {
        var document = new ReportDocument { Format = FormatName, Version = FormatVersion, Report = report };
        writer.Write(JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument));
        writer.Write('\n');
    }

    /// <exception cref="InvalidDataException">The text is no such report, or a newer version's.</exception>
    public static ProfileReport Read(string json, string path)
    {
        try
        {
            var head = JsonSerializer.Deserialize(json, ReportJsonContext.Default.ReportHead);
            if (head?.Format != FormatName)
                throw Broken(path, "it is JSON of something else", null);
            if (head.Version > FormatVersion)
            {
                throw new InvalidDataException(
                    $"\"{path}\" was written as version {head.Version} of the report format, this MemoryProfiler reads up to version {FormatVersion}; read it with a newer MemoryProfiler.");
            }
            var document = JsonSerializer.Deserialize(json, ReportJsonContext.Default.ReportDocument);
            return IsComplete(document?.Report) ? document!.Report : throw Broken(path, "parts of the report are missing", null);
        }
        catch (JsonException e)
        {
            throw Broken(path, e.Message, e);
        }
    }

    // A JSON null passes for a required member.
    static bool IsComplete(ProfileReport? report) =>
        report is { Methods: not null, Runtime: not null, Cost: not null, Notes: not null }
        && report.Notes.All(note => note is not null)
        && report.Methods.All(m => m is { Name: not null, FullName: not null, Assembly: not null, File: not null, Lines: not null }
            && m.Lines.All(line => line is { Text: not null }));

    static InvalidDataException Broken(string path, string why, Exception? inner) =>
        new($"\"{path}\" is not a MemoryProfiler report: {why.TrimEnd('.')}. Expected a .json file that MemoryReport.Save wrote.", inner);
}
