using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Reports;

namespace MemoryProfiler;

/// <summary>
/// What the <c>[Profile]</c> methods of this process allocated, line by line. All members are safe from any thread and
/// may be called while profiled methods run: those are included up to now. What the calls themselves allocate is in no
/// figure.
/// </summary>
public static class MemoryReport
{
    /// <summary>Prints the tables to the console.</summary>
    public static void Print() => Print(Console.Out);

    /// <summary>Writes the tables to a writer.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    public static void Print(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var own = OwnWork.Begin();
        var text = Collector.Capture().ToString();
        using var muted = Muted.Begin();
        writer.Write(text);
    }

    /// <summary>Takes a report of everything recorded since the start or the last <see cref="Reset"/>.</summary>
    /// <returns>An immutable report; sizes in bytes.</returns>
    public static ProfileReport Capture() => Collector.Capture();

    /// <summary>Takes a report and writes it: <c>.txt</c> as the printed tables, <c>.json</c> with all figures, <c>.html</c> as a page.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written; what was recorded stays.</exception>
    public static void Save(string path)
    {
        using var own = OwnWork.Begin();
        Collector.Capture().Save(path);
    }

    /// <summary>Forgets everything recorded so far; calls in progress count from here on.</summary>
    public static void Reset() => Collector.Reset();
}
