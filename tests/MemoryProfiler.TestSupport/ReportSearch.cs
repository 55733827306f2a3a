
namespace MemoryProfiler.TestSupport;

/// <summary>Finds methods and lines by what the source says.</summary>
public static class ReportSearch
{
    public static MethodProfile Method(this ProfileReport report, string name) =>
        report.Methods.SingleOrDefault(method => method.Name == name)
            .ShouldNotBeNull($"{name} is not among {string.Join(", ", report.Methods.Select(m => m.Name))}");

    public static LineProfile Line(this MethodProfile method, string start) =>
        method.Lines.Where(line => line.Text.TrimStart().StartsWith(start, StringComparison.Ordinal)).ShouldHaveSingleItem(start);

    public static IEnumerable<LineProfile> Lines(this MethodProfile method, string start) =>
        method.Lines.Where(line => line.Text.TrimStart().StartsWith(start, StringComparison.Ordinal));

    /// <summary>Bytes of all lines that are not named.</summary>
    public static long BytesElsewhere(this MethodProfile method, params LineProfile[] named) =>
        method.Lines.Except(named).Sum(line => line.AllocatedBytes);
}
