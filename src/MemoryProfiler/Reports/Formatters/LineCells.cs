namespace MemoryProfiler.Reports.Formatters;

/// <summary>What tables for people show of a line, as texts; empty where there is nothing to show.</summary>
/// <param name="Number">The line's number.</param>
/// <param name="Usage">The memory of the process while it ran.</param>
/// <param name="Increment">By how much it changed that.</param>
/// <param name="Allocated">What it allocated.</param>
/// <param name="Occurrences">How often it ran.</param>
readonly record struct LineCells(string Number, string Usage, string Increment, string Allocated, string Occurrences)
{
    /// <summary>The texts of a line.</summary>
    public static LineCells Of(LineProfile line, MethodProfile method, bool isEstimated)
    {
        var isReached = line.Occurrences != 0 || line.AllocatedBytes != 0;
        var isFirst = line.File is null && line.LineNumber == method.FirstLine && method.Lines.Count > 1;
        return new LineCells(
            LinePlaces.Of(method, line),
            line.WorkingSetBytes is { } bytes ? ByteSize.FormatMiB(bytes) : "",
            // A line that left the working set alone stays blank, so that those that moved it are seen.
            line.WorkingSetIncrementBytes is { } change && Figures.Moved(change) ? Figures.Signed(change) : "",
            !isReached || (isFirst && line.AllocatedBytes == 0) ? "" : Figures.Mark(line, isEstimated) + ByteSize.Format(line.AllocatedBytes),
            isReached ? Figures.Number(line.Occurrences) : "");
    }
}
