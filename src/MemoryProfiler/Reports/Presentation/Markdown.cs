using System.Globalization;
using System.Text;

namespace MemoryProfiler.Reports.Presentation;

/// <summary>Texts of the program's in Markdown as GitHub reads it, shown as they are whatever they hold.</summary>
static class Markdown
{
    const string Special = "\\`*_[]<>|~&";

    /// <summary>A text within a line or a cell.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in OneLine(text))
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
                escaped.Append('\\');
            escaped.Append(letter);
        }
        return escaped.ToString();
    }

    /// <summary>Code within a line.</summary>
    public static string Code(string text)
    {
        text = OneLine(text);
        if (text.Trim().Length == 0)
            return "";
        if (!text.Contains('`', StringComparison.Ordinal))
            return $"`{text}`";
        // A longer fence than any within, and a space at both ends, which is taken off.
        var fence = new string('`', LongestRun(text) + 1);
        return $"{fence} {text} {fence}";
    }

    /// <summary>Code within a cell of a table. There a bar ends the cell even in code unless a backslash stands before it.</summary>
    public static string CodeCell(string text) =>
        text.Contains("\\|", StringComparison.Ordinal) ? Html(OneLine(text)) : Code(text).Replace("|", "\\|", StringComparison.Ordinal);

    // A backslash of the code's own before a bar would be taken for that one.
    static string Html(string text)
    {
        var escaped = new StringBuilder("<code>");
        foreach (var letter in text)
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)letter};");
            else
                escaped.Append(letter);
        }
        return escaped.Append("</code>").ToString();
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");

    static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text)
        {
            run = letter == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
