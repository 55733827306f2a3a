using System.IO.Enumeration;

namespace MemoryProfiler.Reports;

/// <summary>Patterns for methods by their names, as people write them to see some of a report.</summary>
sealed class MethodFilter
{
    readonly List<string> _patterns;

    MethodFilter(string text, List<string> patterns)
    {
        Text = text;
        _patterns = patterns;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads patterns separated by semicolons, or by commas that are not in brackets; null if there are none.</summary>
    public static MethodFilter? Parse(string? text)
    {
        var patterns = Split(text ?? "").Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0).ToList();
        return patterns.Count == 0 ? null : new MethodFilter(text!.Trim(), patterns);
    }

    /// <summary>Whether one of the patterns matches the whole name, with or without parameters and type arguments.</summary>
    public bool Matches(MethodProfile method)
    {
        string[] names = [method.FullName, MethodNames.WithoutParameters(method.FullName), MethodNames.Plain(method.FullName)];
        return _patterns.Exists(pattern => Array.Exists(names, name => FileSystemName.MatchesSimpleExpression(pattern, name)));
    }

    static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '(' or '<' or '[')
                depth++;
            else if (text[i] is ')' or '>' or ']')
                depth--;
            else if (text[i] == ';' || (text[i] == ',' && depth <= 0))
            {
                parts.Add(text[start..i]);
                (start, depth) = (i + 1, 0);
            }
        }
        parts.Add(text[start..]);
        return parts;
    }
}
