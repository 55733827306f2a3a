using System.Globalization;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>Keeps the full report of a failed assertion as a file beside the test results.</summary>
static class SavedReport
{
    /// <summary>Where to, if not to <c>TestResults</c> beside the test assembly.</summary>
    public const string Variable = "MEMORYPROFILER_RESULTS";

    static int _count;

    /// <summary>Writes message and tables of the lines that ran; answers the sentence that says where they are.</summary>
    public static string Save(AssertionName assertion, string message, RecordedLines lines)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? PathTemplate.Resolve(given)
            : Path.Combine(AppContext.BaseDirectory, "TestResults");
        var name = string.Create(CultureInfo.InvariantCulture, $"{assertion.Called}-{DateTimeOffset.Now:yyyyMMdd-HHmmss}-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.txt");
        var path = Path.Combine(folder, name);
        try
        {
            WholeFile.Write(path, writer =>
            {
                writer.Write($"{message}\n");
                TableFormatter.WriteTables(lines, writer);
            });
            return $"Full report: {path}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return $"The full report cannot be written to \"{path}\": {e.Message} Set {Variable} to a folder that may be written to.";
        }
    }
}
