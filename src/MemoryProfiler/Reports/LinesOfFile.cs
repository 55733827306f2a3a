namespace MemoryProfiler.Reports;

/// <summary>The lines of a method that stand in one file.</summary>
/// <param name="File">The file, if it is another than the method's own.</param>
/// <param name="Lines">The lines, in order.</param>
readonly record struct LinesOfFile(string? File, IReadOnlyList<LineProfile> Lines)
{
    /// <summary>A method's lines, its own file's first.</summary>
    public static IEnumerable<LinesOfFile> Of(MethodProfile method) =>
        method.Lines.GroupBy(line => line.File).Select(file => new LinesOfFile(file.Key, [.. file]));
}
