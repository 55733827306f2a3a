using MemoryProfiler.Reports.Comparing;

namespace MemoryProfiler;

/// <summary>
/// What changed between two reports of one program, to the byte: the methods and lines that allocate more or less. What did
/// not change is not in it. Immutable and safe to share; sizes in bytes.
/// </summary>
public sealed record ReportComparison
{
    /// <summary>The report before.</summary>
    public required ProfileReport Before { get; init; }

    /// <summary>The report after.</summary>
    public required ProfileReport After { get; init; }

    /// <summary>
    /// The methods with a line that changed. The one with the largest increase of a line is first, then the one with the
    /// largest decrease.
    /// </summary>
    public required IReadOnlyList<MethodComparison> Methods { get; init; }

    /// <summary>What all methods allocated before: the sum of their bytes without profiled callees.</summary>
    public long BeforeBytes => Before.Methods.Sum(method => method.SelfAllocatedBytes);

    /// <summary>What all methods allocated after: the sum of their bytes without profiled callees.</summary>
    public long AfterBytes => After.Methods.Sum(method => method.SelfAllocatedBytes);

    /// <summary>By how much more all methods allocate together; negative if less.</summary>
    public long ChangeBytes => AfterBytes - BeforeBytes;

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

    /// <summary>Whether both reports and all that changed are equal.</summary>
    public bool Equals(ReportComparison? other) =>
        other is not null && Before == other.Before && After == other.After && Methods.SequenceEqual(other.Methods);

    /// <summary>A hash of both reports.</summary>
    public override int GetHashCode() => HashCode.Combine(Before, After);

    /// <summary>Compares two reports.</summary>
    internal static ReportComparison Of(ProfileReport before, ProfileReport after) =>
        new() { Before = before, After = after, Methods = MethodMatching.Changes(before, after) };
}
