using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Reports.Comparing;

/// <summary>Comparisons as files.</summary>
static class ComparisonFile
{
    /// <summary>Writes a comparison in the form that the path's ending names, as a whole or not at all.</summary>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(ReportComparison comparison, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var form = ComparisonFormats.OfPath(path) ?? throw new ArgumentException(ComparisonFormats.Refusal(path), nameof(path));
        ReportFile.Write("comparison", path, writer => form.Write(comparison, writer));
    }
}
