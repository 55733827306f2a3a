using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Reports.Saving;

namespace MemoryProfiler;

public sealed partial record ProfileReport
{
    /// <summary>Reads a report that <see cref="Save"/> wrote as <c>.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A report equal to the saved one.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not such a report, or one of a newer version.</exception>
    public static ProfileReport Load(string path) => ReportFile.Load(path);

    /// <summary>Writes the report to a file, in the form that its ending names: one of <see cref="ReportFormat"/>.</summary>
    /// <param name="path">
    /// The file; an existing one is replaced as a whole, and a folder that is missing is made. <c>{pid}</c> becomes the
    /// number of the process, <c>{time}</c> the local time.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => ReportFile.Save(this, path);

    /// <summary>
    /// What a later report of the same program allocates more or less than this one. Methods are found by their names,
    /// lines by their source text and order, wherever they have moved to.
    /// </summary>
    /// <param name="other">The later report.</param>
    /// <returns>What changed; what did not is not in it.</returns>
    /// <exception cref="ArgumentNullException">There is no other report.</exception>
    /// <exception cref="ArgumentException">The reports are of different programs.</exception>
    public ReportComparison CompareTo(ProfileReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReportComparison.Of(this, other);
    }

    /// <summary>Prints the tables to the console: the 25 methods that allocated most, and one line that counts the others.</summary>
    public void Print() => Print(Console.Out);

    /// <summary>Prints some of the tables to the console.</summary>
    /// <param name="configure">Says which: <c>o => o.Top = 5</c>. What it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no <paramref name="configure"/>.</exception>
    public void Print(Action<ReportPrintOptions> configure) => Print(Console.Out, configure);

    /// <summary>
    /// Prints the tables to a writer as to the console. These are the 25 methods that allocated most, and one line that
    /// counts the others.
    /// </summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    public void Print(TextWriter writer) => Write(writer, null);

    /// <summary>Prints some of the tables to a writer.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <param name="configure">Says which: <c>o => o.Top = 5</c>. What it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer or no <paramref name="configure"/>.</exception>
    public void Print(TextWriter writer, Action<ReportPrintOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Write(writer, configure);
    }

    /// <summary>Writes the tables of all methods as text.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    public void WriteTo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Formats.Of(ReportFormat.Text).Write(this, writer);
    }

    /// <summary>Writes the report in one of its forms, as <see cref="Save"/> does to a file.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <param name="format">The form.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public void WriteTo(TextWriter writer, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Formats.Of(format).Write(this, writer);
    }

    /// <summary>The tables of all methods as text.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer);
        return writer.ToString();
    }

    /// <summary>Writes what the options choose, in one piece, so that nothing other threads print is among it.</summary>
    internal void Write(TextWriter writer, Action<ReportPrintOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var options = new ReportPrintOptions();
        configure?.Invoke(options);
        using var text = new StringWriter();
        TableFormatter.Write(this, PrintedMethods.Of(this, options), new PlainTableWriter(text));
        writer.Write(text.ToString());
    }
}
