using MemoryProfiler.Reports.Comparing;

namespace MemoryProfiler;

public sealed partial record ReportComparison
{
    /// <summary>Writes the comparison to a file, in the form that its ending names: <c>.txt</c>, <c>.md</c> or <c>.html</c>.</summary>
    /// <param name="path">
    /// The file; an existing one is replaced as a whole, and a folder that is missing is made. <c>{pid}</c> becomes the
    /// number of the process, <c>{time}</c> the local time.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty or ends in something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => ComparisonFile.Save(this, path);

    /// <summary>Writes the comparison in one of its forms, as <see cref="Save"/> does to a file.</summary>
    /// <param name="writer">Where to; what it throws comes through.</param>
    /// <param name="format">Text, Markdown or HTML.</param>
    /// <exception cref="ArgumentNullException">There is no writer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public void WriteTo(TextWriter writer, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ComparisonFormats.Of(format).Write(this, writer);
    }

    /// <summary>The comparison as text.</summary>
    public override string ToString()
    {
        using var writer = new StringWriter();
        WriteTo(writer, ReportFormat.Text);
        return writer.ToString();
    }

    /// <summary>Compares two reports.</summary>
    internal static ReportComparison Of(ProfileReport before, ProfileReport after) =>
        new() { Before = before, After = after, Methods = MethodMatching.Changes(before, after) };
}
