using System.Globalization;

namespace MemoryProfiler.Tool.Profiling;

/// <summary>Shows the reports of a run's processes, or saves them.</summary>
/// <param name="target">The file; null for standard error, <c>-</c> for standard output.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
sealed class RunReports(string? target, TextWriter output, TextWriter error)
{
    /// <summary>What stands for standard output.</summary>
    public const string Output = "-";

    int _shown;

    /// <summary>Shows one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="record">What its process told.</param>
    /// <param name="isAlone">Whether it is the run's only one.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Show(ProfileReport report, RunRecord record, bool isAlone)
    {
        if (target is not (null or Output))
        {
            report.Save(FileOf(record));
            return;
        }
        var writer = target is null ? error : output;
        if (!isAlone)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(_shown == 0 ? "" : "\n")}Process {record.Process} ({record.Program}):\n"));
        _shown++;
        report.Write(writer, null);
    }

    // The first is the program itself; what it starts has a file of its own beside it.
    string FileOf(RunRecord record) =>
        _shown++ == 0 ? target! : Path.ChangeExtension(target!, string.Create(CultureInfo.InvariantCulture, $".{record.Process}{Path.GetExtension(target)}"));
}
