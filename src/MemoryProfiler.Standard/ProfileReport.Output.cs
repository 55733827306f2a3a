namespace MemoryProfiler;

public sealed partial record ProfileReport
{
    public static ProfileReport Load(string path) => Unrecorded.Report();

    public void Save(string path) => Unrecorded.Say();

    public ReportComparison CompareTo(ProfileReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ReportComparison { Before = this, After = other, Methods = [] };
    }

    public void Print() => Print(Console.Out);

    public void Print(Action<ReportPrintOptions> configure) => Print(Console.Out, configure);

    public void Print(TextWriter writer) => WriteTo(writer);

    public void Print(TextWriter writer, Action<ReportPrintOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(new ReportPrintOptions());
        WriteTo(writer);
    }

    public void WriteTo(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(ToString());
    }

    public void WriteTo(TextWriter writer, ReportFormat format)
    {
        if (format == ReportFormat.Text)
            WriteTo(writer);
        else
            Unrecorded.Say();
    }

    public override string ToString() => string.Concat(Notes.Select(note => $"Note: {note}{Environment.NewLine}"));
}
