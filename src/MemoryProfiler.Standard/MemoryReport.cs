namespace MemoryProfiler;

/// <summary>The report, which holds one note and no figure.</summary>
public static class MemoryReport
{
    public static void Print() => Unrecorded.Report().Print();

    public static void Print(Action<ReportPrintOptions> configure) => Unrecorded.Report().Print(configure);

    public static void Print(TextWriter writer) => Unrecorded.Report().Print(writer);

    public static void Print(TextWriter writer, Action<ReportPrintOptions> configure) => Unrecorded.Report().Print(writer, configure);

    public static ProfileReport Capture() => Unrecorded.Report();

    public static void Save(string path) => Unrecorded.Report().Save(path);

    public static void Reset()
    {
    }
}
