namespace MemoryProfiler.RuntimeAsync;

/// <summary>What a report says of a method and its lines.</summary>
static class Figures
{
    /// <summary>A method's row.</summary>
    public static MethodProfile Of(string name) => MemoryReport.Capture().Methods.Single(method => method.Name.Contains('.' + name + '(', StringComparison.Ordinal) || method.Name.Contains('.' + name + '<', StringComparison.Ordinal));

    /// <summary>The one line of a method that has a text.</summary>
    public static LineProfile Line(this MethodProfile method, string text) => method.Lines.Single(line => line.Text.Contains(text, StringComparison.Ordinal));
}
