using System.Globalization;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Thresholds;

/// <summary>Where reports go that nobody asked for at that moment.</summary>
static class ReportPath
{
    /// <summary>Where a rule's report goes unless something else is said.</summary>
    public const string Default = "memory-report-{pid}.txt";

    /// <summary>The whole path that a report is written to now.</summary>
    public static string Resolve(string? path) => PathTemplate.Resolve(path ?? Default);

    /// <summary>Writes a report so that there is a whole one at the path or none, whenever the process ends.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ProfileReport report, string path)
    {
        if (!ReportFile.IsKnown(path))
        {
            // Throws, and names the path as it was given.
            report.Save(path);
            return;
        }
        // A link stays one: what it leads to is replaced.
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        // Several processes may be writing to one path.
        var unfinished = Path.ChangeExtension(target, string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}.unfinished{Path.GetExtension(target)}"));
        try
        {
            report.Save(unfinished);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception e)
        {
            // Half a report, written where memory ran out on the way, helps no one.
            if (File.Exists(unfinished))
                File.Delete(unfinished);
            if (e is IOException)
                throw new IOException(e.Message.Replace(unfinished, path, StringComparison.Ordinal), e);
            throw;
        }
    }
}
