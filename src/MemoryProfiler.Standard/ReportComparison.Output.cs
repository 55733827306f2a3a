namespace MemoryProfiler;

public sealed partial record ReportComparison
{
    public void Save(string path) => Unrecorded.Say();

    public void WriteTo(TextWriter writer, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (format == ReportFormat.Text)
            writer.Write(ToString());
        else
            Unrecorded.Say();
    }

    public override string ToString() => After.ToString();
}
