using System.Globalization;

namespace MemoryProfiler.Reports.Formatters;

/// <summary>
/// A report as comma-separated values (RFC 4180), one row for each line, for spreadsheets and other programs. Numbers are
/// plain, in bytes where the column says so, and the same in every culture. A figure that is not known is an empty field.
/// </summary>
static class CsvFormatter
{
    const string EndOfRow = "\r\n";

    static readonly char[] _special = ['"', ',', '\r', '\n'];

    static readonly (string Name, Func<ProfileReport, MethodProfile, LineProfile, string> Value)[] _columns =
    [
        ("Assembly", (_, method, _) => method.Assembly),
        ("Method", (_, method, _) => method.FullName),
        ("File", (_, method, line) => line.File ?? method.File),
        ("Line", (_, method, line) => LinePlaces.Of(method, line)),
        ("Source", (_, _, line) => line.Text),
        ("Occurrences", (_, _, line) => Number(line.Occurrences)),
        ("Allocated with callees (bytes)", (_, _, line) => Number(line.AllocatedBytes)),
        ("Allocated without callees (bytes)", (_, _, line) => Number(line.SelfAllocatedBytes)),
        ("Exact", (_, _, line) => line.IsExact ? "yes" : "no"),
        ("Too high by at most (bytes)", (report, _, line) => report.AreBytesEstimated ? "" : Number(line.MaxExcessBytes)),
        ("First visit (bytes)", (_, _, line) => Number(line.FirstVisitBytes)),
        ("Later visits on average (bytes)", (_, _, line) => Number(line.LaterBytesPerVisit)),
        ("Highest memory of the process (bytes)", (_, _, line) => Number(line.WorkingSetBytes)),
        ("Increment of the process's memory (bytes)", (_, _, line) => Number(line.WorkingSetIncrementBytes)),
        ("Memory of the process", (report, _, _) => report.Metric == MemoryMetric.None ? "" : report.Metric.Words()),
    ];

    /// <summary>Writes all lines, reached or not, in the order of the tables.</summary>
    public static void Write(ProfileReport report, TextWriter writer)
    {
        WriteRow(_columns.Select(column => column.Name), writer);
        foreach (var method in report.Methods)
        {
            foreach (var line in method.Lines)
                WriteRow(_columns.Select(column => column.Value(report, method, line)), writer);
        }
    }

    static void WriteRow(IEnumerable<string> fields, TextWriter writer)
    {
        writer.Write(string.Join(',', fields.Select(Field)));
        writer.Write(EndOfRow);
    }

    // Some readers take spaces off a field that has no quotes.
    static string Field(string text) =>
        text.IndexOfAny(_special) < 0 && text.Trim().Length == text.Length ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
