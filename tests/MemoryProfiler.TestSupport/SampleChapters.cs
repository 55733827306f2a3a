using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MemoryProfiler.TestSupport;

/// <summary>The chapters of <c>samples/README.md</c>: what each sample prints.</summary>
public static partial class SampleChapters
{
    const string Fence = "```";

    // Where the columns Mem usage and Increment of a table of lines begin and end.
    const int MemoryStart = 6;
    const int MemoryEnd = 32;

    /// <summary>The output that a chapter shows, in the first block that is text.</summary>
    public static string Shown(string chapter, [CallerFilePath] string file = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "samples", "README.md")).ReplaceLineEndings("\n");
        var text = page[Heading().Matches(page).Single(heading => heading.Groups["name"].Value == chapter).Index..];
        var block = text[(text.IndexOf($"{Fence}text\n", StringComparison.Ordinal) + Fence.Length + "text\n".Length)..];
        return block[..block.IndexOf($"\n{Fence}", StringComparison.Ordinal)];
    }

    /// <summary>An output up to its notes, which say how often the garbage collector ran and how fast the machine is.</summary>
    public static string WithoutNotes(string output)
    {
        var text = output.ReplaceLineEndings("\n");
        var end = Notes().Match(text);
        return (end.Success ? text[..end.Index] : text).TrimEnd('\n');
    }

    /// <summary>An output as it is where the memory of the process is not read.</summary>
    public static string WithoutMemory(string output) =>
        string.Join('\n', Change().Replace(output, "").Split('\n').Select(line => Row().IsMatch(line) ? $"{line[..MemoryStart]}{new string(' ', MemoryEnd - MemoryStart)}{line[MemoryEnd..]}" : line));

    [GeneratedRegex(@"^#+ (?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(Note|Profiler): ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Notes();

    [GeneratedRegex(@", [+-]?[\d,.]+ MiB working set$", RegexOptions.Multiline)]
    private static partial Regex Change();

    // A line's number and its memory, in their columns.
    [GeneratedRegex(@"^[ \d]{5}\d [ \d,.]{8} MiB")]
    private static partial Regex Row();
}
