using System.Globalization;
using System.Text;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Assertions.Messages;

/// <summary>Composes what a failed assertion says: the figures, the lines that did it, hints, and where the full report is.</summary>
static class FailureMessage
{
    const int MaxLines = 10;

    /// <summary>The message of an allocation that is not within its range.</summary>
    public static string Compose(AllocationRange range, AllocationMeasurement measured, Delegate origin, Explanation explanation)
    {
        var text = new StringBuilder(range.Failure(measured.Bytes)).Append('\n');
        AppendLines(text, explanation.Lines);
        foreach (var hint in Hints(range, measured, origin, explanation))
            text.Append("Hint: ").Append(hint).Append('\n');
        if (explanation.Lines is { Methods.Count: > 0 } lines)
            text.Append(SavedReport.Save(range.Assertion, text.ToString(), lines)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The biggest of the profiled lines.</summary>
    public static void AppendLines(StringBuilder text, RecordedLines? recorded)
    {
        var rows = Rows(recorded);
        if (rows.Count == 0)
            return;
        text.Append("\nProfiled lines that ran, biggest first, without profiled callees:\n\n");
        LineTable.AppendHeader(text);
        foreach (var (method, line) in rows.Take(MaxLines))
            LineTable.AppendRow(text, line.SelfAllocatedBytes, method, line);
        if (rows.Count > MaxLines)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"              and {rows.Count - MaxLines:N0} lines more\n"));
        text.Append('\n');
    }

    static List<(MethodProfile Method, LineProfile Line)> Rows(RecordedLines? recorded) =>
        recorded is null
            ? []
            : [.. recorded.Methods
                .SelectMany(method => method.Lines.Select(line => (method, line)))
                .Where(row => row.line.SelfAllocatedBytes > 0)
                .OrderByDescending(row => row.line.SelfAllocatedBytes)];

    static IEnumerable<string> Hints(AllocationRange range, AllocationMeasurement measured, Delegate origin, Explanation explanation)
    {
        if (range.Hint is { } hint)
            yield return hint;
        foreach (var note in measured.Notes.Where(note => !AsyncMeter.IsRoutine(note)))
            yield return note;
        if (measured.FirstCallBytes != measured.Bytes)
        {
            var difference = measured.FirstCallBytes - measured.Bytes;
            yield return $"The first call allocated {AllocationRange.Exact(Math.Abs(difference))} {(difference > 0 ? "more" : "less")} than later ones (type loading, static constructors, caches); it does not count.";
        }
        if (explanation.BytesElsewhere > 0)
            yield return $"Other threads allocated {AllocationRange.Exact(explanation.BytesElsewhere)} for the call, which are not in the figure; {range.Assertion.OnTask} counts all threads.";
        if (explanation.Lines is { Methods.Count: > 0 } && TypeRecorder.Fault is { } fault)
            yield return fault;
        if (Tiering.IsDebug(origin))
            yield return $"{origin.Method.Module.Assembly.GetName().Name} is a Debug build, whose code is not optimised and may allocate more than a Release build does.";
        if (Rows(explanation.Lines).Count == 0 && measured.Bytes > 0)
            yield return "No profiled line ran in it: mark the methods it calls with [Profile] (package MemoryProfiler.Fody) to see which line allocates.";
    }
}
