namespace MemoryProfiler.Tool.Plotting.Images;

/// <summary>The colours of pictures: those of the page's light theme, chosen to be told apart by the colour-blind too.</summary>
static class Palette
{
    public const string Ink = "#1b2026";
    /// <summary>That of trends: no other stroke has it.</summary>
    public const string Trend = "#1b2027";

    public const string Faint = "#56606b";
    public const string Line = "#d9dee4";
    public const string Hairline = "#e9edf1";
    public const string Peak = "#b83c06";
    public const string Rest = "#d3d8de";

    /// <summary>Those of curves.</summary>
    public static IReadOnlyList<string> Runs { get; } = ["#0b67c2", "#97398a", "#0a7d68", "#8a5a00", "#56606b"];

    /// <summary>Those of functions.</summary>
    public static IReadOnlyList<string> Functions { get; } = ["#a9cdf0", "#f2c98a", "#a8dcc0", "#e3b9d8", "#d8d48e", "#bcc3f2", "#f0b8a6", "#9fd9dd"];

    /// <summary>The colour of a function by its place in the order of their times.</summary>
    public static string Function(int place) => place < Functions.Count ? Functions[place] : Rest;
}
