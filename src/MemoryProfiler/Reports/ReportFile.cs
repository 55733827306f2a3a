using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Reports;

/// <summary>Reports as files; every failure is one exception that names the path and what was expected.</summary>
static class ReportFile
{
    /// <summary>Whether a report can be saved under such a name.</summary>
    public static bool IsKnown(string path) => Path.GetExtension(path).ToUpperInvariant() is ".TXT" or ".JSON";

    public static void Save(ProfileReport report, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var extension = Path.GetExtension(path);
        Action<ProfileReport, TextWriter> format = extension.ToUpperInvariant() switch
        {
            ".TXT" => TableFormatter.Write,
            ".JSON" => JsonFormatter.Write,
            _ => throw new ArgumentException(
                $"A report cannot be saved as \"{path}\": \"{extension}\" is not a known extension; use .txt for the tables or .json for all figures.", nameof(path)),
        };
        try
        {
            using var writer = new StreamWriter(path);
            format(report, writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new IOException($"The report cannot be written to \"{path}\": {e.Message} Give a path in a folder that exists and may be written to.", e);
        }
    }

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
