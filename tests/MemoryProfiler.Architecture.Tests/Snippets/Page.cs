using System.Text.RegularExpressions;

namespace MemoryProfiler.Architecture.Tests.Snippets;

/// <summary>The pages of the repository and the C# in them.</summary>
static partial class Page
{
    static readonly string[] _folders = ["docs", "samples", "src"];

    /// <summary>Every Markdown file that people read, from the repository's folder, with forward slashes.</summary>
    public static IEnumerable<string> All() =>
        Directory.GetFiles(Repository.Folder, "*.md")
            .Concat(_folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Folder, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(Repository.Folder, path).Replace('\\', '/'))
            .Where(page => !page.Contains("/bin/", StringComparison.Ordinal) && !page.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>All blocks of C#, in the order of the pages.</summary>
    public static IEnumerable<Snippet> Snippets() => All().SelectMany(SnippetsOf);

    /// <summary>The text of a page.</summary>
    public static string Text(string page) => File.ReadAllText(Path.Combine(Repository.Folder, page)).ReplaceLineEndings("\n");

    static IEnumerable<Snippet> SnippetsOf(string page)
    {
        var text = Text(page);
        return Block().Matches(text).Select(block => new Snippet(
            page,
            text.AsSpan(0, block.Groups["code"].Index).Count('\n') + 1,
            block.Groups["code"].Value,
            block.Groups["why"] is { Success: true } why ? why.Value : null));
    }

    [GeneratedRegex(@"(<!-- not compiled: (?<why>[^\n]+) -->\n)?^ *```csharp\n(?<code>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
