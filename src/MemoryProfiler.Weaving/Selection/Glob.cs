using System.Text.RegularExpressions;

namespace MemoryProfiler.Weaving.Selection;

/// <summary>A pattern for full names such as <c>MyApp.Services.*</c>: <c>*</c> is any text, dots included, <c>?</c> one character.</summary>
sealed class Glob
{
    static readonly char[] _separators = [';', ','];

    static readonly char[] _wildcards = ['*', '?'];

    readonly Regex _regex;
    readonly string _beginning;

    Glob(string text)
    {
        Text = text;
        var wildcard = text.IndexOfAny(_wildcards);
        _beginning = wildcard < 0 ? text : text.Substring(0, wildcard);
        var pattern = Regex.Escape(text).Replace("\\*", ".*").Replace("\\?", ".");
        _regex = new Regex($"^{pattern}\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>Whether a name was ever matched.</summary>
    public bool HasMatched { get; private set; }

    /// <summary>The patterns of a list separated by semicolons or commas; white space around them does not count.</summary>
    public static List<Glob> ParseList(string list) =>
        [.. list.Split(_separators).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct().Select(text => new Glob(text))];

    /// <summary>Whether a name that begins so can match: much cheaper to ask than for the name itself.</summary>
    public bool MayMatch(string beginning) =>
        beginning.Length < _beginning.Length
            ? _beginning.StartsWith(beginning, StringComparison.Ordinal)
            : beginning.StartsWith(_beginning, StringComparison.Ordinal);

    /// <summary>Whether the whole name matches, capitals and all.</summary>
    public bool Matches(string name)
    {
        var matches = _regex.IsMatch(name);
        HasMatched |= matches;
        return matches;
    }
}
