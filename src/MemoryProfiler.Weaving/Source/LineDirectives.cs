using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// What the directives of a file say of its lines (<c>#line</c>, <c>#ExternalSource</c>): that compilers and debuggers
/// know them by another number, or as lines of another file.
/// </summary>
sealed class LineDirectives
{
    // C# and F#; the long form of C# has places in parentheses.
    static readonly Regex _line = new(
        """^\s*#\s*(?:line\s+)?(?:(?<number>\d+)(?:\s+"(?<file>[^"]*)")?|\(\s*(?<number>\d+)\s*,[^)]*\)\s*-\s*\([^)]*\)(?:\s+\d+)?\s+"(?<file>[^"]*)"|(?<own>default|hidden)|ExternalSource\s*\(\s*"(?<file>[^"]*)"\s*,\s*(?<number>\d+)\s*\)|(?<own>End\s+ExternalSource))""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    readonly int?[] _numbers;
    readonly Dictionary<int, int> _places = [];

    LineDirectives(int?[] numbers)
    {
        _numbers = numbers;
        for (var i = numbers.Length - 1; i >= 0; i--)
        {
            if (numbers[i] is { } number)
                _places[number] = i + 1;
        }
    }

    /// <summary>Reads a file's directives; null if it has none.</summary>
    /// <param name="lines">The file's lines.</param>
    /// <param name="path">Its name, as directives may give it.</param>
    public static LineDirectives? Of(string[] lines, string path)
    {
        if (!Array.Exists(lines, line => line.IndexOf('#') >= 0 && _line.IsMatch(line)))
            return null;
        var numbers = new int?[lines.Length];
        var (shift, isOwn) = (0, true);
        for (var i = 0; i < lines.Length; i++)
        {
            numbers[i] = isOwn ? i + 1 + shift : null;
            if (lines[i].IndexOf('#') < 0 || _line.Match(lines[i]) is not { Success: true } found)
                continue;
            // A directive stands in the file itself.
            numbers[i] = i + 1;
            isOwn = found.Groups["own"].Success || !found.Groups["file"].Success || IsNameOf(found.Groups["file"].Value, path);
            // Further digits than a line has are an error to every compiler.
            shift = found.Groups["number"].Success && int.TryParse(found.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number - (i + 2)
                : 0;
        }
        return new LineDirectives(numbers);
    }

    /// <summary>The number that a line goes by; null if it is a line of another file.</summary>
    /// <param name="place">Where it stands in the file, from 1.</param>
    public int? Number(int place) => place >= 1 && place <= _numbers.Length ? _numbers[place - 1] : null;

    /// <summary>Where in the file the line of a number stands, from 1; null if none has it.</summary>
    public int? Place(int number) => _places.TryGetValue(number, out var place) ? place : null;

    static bool IsNameOf(string given, string path)
    {
        given = given.Replace('\\', '/');
        return path == given || path.EndsWith("/" + given.Substring(given.StartsWith("./", StringComparison.Ordinal) ? 2 : 0), StringComparison.Ordinal);
    }
}
