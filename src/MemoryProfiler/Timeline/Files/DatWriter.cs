using System.Globalization;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Timeline.Files;

/// <summary>
/// The lines of a <c>.dat</c> file, each written as a whole. So what a killed program leaves can be read. One thread at a
/// time; what the writer throws comes through.
/// </summary>
sealed class DatWriter(TextWriter writer)
{
    /// <summary>What was recorded; nothing is written if it is empty, which readers do not understand.</summary>
    public void Command(string command)
    {
        if (command.Trim() is { Length: > 0 } text)
            Line($"CMDLINE {text.ReplaceLineEndings(" ")}");
    }

    /// <summary>A sample of the process, or of the sum.</summary>
    public void Sample(DateTimeOffset time, long bytes) =>
        Line($"MEM {DatNumbers.Bytes(bytes, DatNumbers.SampleDecimals)} {DatNumbers.Time(time)}");

    /// <summary>A sample of a child, behind that of the process.</summary>
    public void Child(int processId, DateTimeOffset time, long bytes) =>
        Line($"CHLD {processId} {DatNumbers.Bytes(bytes, DatNumbers.SampleDecimals)} {DatNumbers.Time(time)}");

    /// <summary>A span. Readers stop at one that has no end, so it is written when it has ended.</summary>
    public void Span(RecordedSpan span, DateTimeOffset start) =>
        Line($"FUNC {Name(span.Name)} {Memory(span.StartBytes)} {DatNumbers.Time(start + span.Start)} {Memory(span.EndBytes)} {DatNumbers.Time(start + span.End)} {span.Depth}");

    // Readers split at blanks.
    static string Name(string name)
    {
        name = MethodNames.WithoutParameters(name).Replace(", ", ",", StringComparison.Ordinal);
        name = string.Join('_', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length == 0 ? "_" : name;
    }

    static string Memory(long? bytes) => DatNumbers.Bytes(bytes ?? 0, DatNumbers.Decimals);

    void Line(FormattableString line)
    {
        // In one piece: a buffer that is full is handed on between two of them.
        writer.Write(line.ToString(CultureInfo.InvariantCulture) + "\n");
    }
}
