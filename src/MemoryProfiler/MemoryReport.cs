using MemoryProfiler.Collecting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Reports;
using MemoryProfiler.Watching;

namespace MemoryProfiler;

/// <summary>
/// What the <c>[Profile]</c> methods of this process allocated, line by line. All members are safe from any thread. They
/// may be called while profiled methods run: those are included up to now. What the calls themselves allocate is in no
/// figure.
/// </summary>
public static class MemoryReport
{
    /// <summary>
    /// Prints the tables to the console: the 25 methods that allocated most, and one line that counts the others. The
    /// options <see cref="MemoryProfilerOptions.PrintTop"/>, <see cref="MemoryProfilerOptions.PrintFilter"/> and
    /// <see cref="MemoryProfilerOptions.PrintSort"/> choose others, <see cref="Save"/> writes all of them.
    /// </summary>
    public static void Print() => Print(Console.Out);

    /// <summary>Prints some of the tables to the console.</summary>
    /// <param name="configure">Says which: <c>o => o.Top = 5</c>. It runs once, unprofiled; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no <paramref name="configure"/>.</exception>
    public static void Print(Action<ReportPrintOptions> configure) => Print(Console.Out, configure);

    /// <summary>Prints the tables to a writer as <see cref="Print()"/> does to the console.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    public static void Print(TextWriter writer) => Write(writer, null);

    /// <summary>Prints some of the tables to a writer.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <param name="configure">Says which: <c>o => o.Top = 5</c>. It runs once, unprofiled; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer or no <paramref name="configure"/>.</exception>
    public static void Print(TextWriter writer, Action<ReportPrintOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Write(writer, configure);
    }

    /// <summary>Takes a report of everything recorded since the start or the last <see cref="Reset"/>.</summary>
    /// <returns>An immutable report; sizes in bytes.</returns>
    public static ProfileReport Capture() => Collector.Capture();

    /// <summary>Takes a report and writes it to a file, in the form that its ending names: one of <see cref="ReportFormat"/>.</summary>
    /// <param name="path">
    /// The file; an existing one is replaced as a whole, and a folder that is missing is made. <c>{pid}</c> becomes the
    /// number of the process, <c>{time}</c> the local time.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written; what was recorded stays.</exception>
    public static void Save(string path)
    {
        using var own = OwnWork.Begin();
        Collector.Capture().Save(path);
    }

    /// <summary>Forgets everything recorded so far; calls in progress count from here on.</summary>
    public static void Reset() => Collector.Reset();

    static void Write(TextWriter writer, Action<ReportPrintOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var own = OwnWork.Begin();
        var report = Collector.Capture();
        using var suppressed = Suppression.Begin();
        report.Write(writer, configure);
    }
}
