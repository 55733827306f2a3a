using System.Globalization;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Thresholds;

/// <summary>Where reports go that nobody asked for at that moment.</summary>
static class ReportPath
{
    /// <summary>Where a rule's report goes unless something else is said.</summary>
    public const string Default = "memory-report-{pid}.txt";

    const string ProcessNumber = "{pid}";

    /// <summary>The path with the number of this process in it.</summary>
    public static string Expand(string? path) =>
        (path ?? Default).Replace(ProcessNumber, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a report so that there is a whole one at the path or none, whenever the process ends.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ProfileReport report, string path)
    {
        var unfinished = Path.ChangeExtension(path, $".unfinished{Path.GetExtension(path)}");
        report.Save(unfinished);
        File.Move(unfinished, path, overwrite: true);
    }
}
