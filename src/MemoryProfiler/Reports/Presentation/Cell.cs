namespace MemoryProfiler.Reports.Presentation;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it shows.</param>
/// <param name="Emphasis">What it stands out by.</param>
readonly record struct Cell(string Text, Emphasis Emphasis = Emphasis.None)
{
    public static implicit operator Cell(string text) => new(text);
}
