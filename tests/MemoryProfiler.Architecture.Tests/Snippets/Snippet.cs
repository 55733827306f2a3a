namespace MemoryProfiler.Architecture.Tests.Snippets;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">The page, from the repository's folder.</param>
/// <param name="Line">The line of its first line of code.</param>
/// <param name="Code">The code as it is printed.</param>
/// <param name="Exception">Why it is not compiled, from the comment before it; null if it is.</param>
public sealed record Snippet(string Page, int Line, string Code, string? Exception)
{
    public override string ToString() => $"{Page}:{Line}";
}
