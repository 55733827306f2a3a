using System.Text;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Weaving.Source;

/// <summary>
/// Which documents Source Link says are in which repository. Its JSON maps paths to addresses,
/// <c>{"documents":{"/_/*":"https://…/*"}}</c>: what <c>*</c> stands for is the path in the repository.
/// </summary>
sealed class SourceLink
{
    static readonly Regex _pair = new("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.CultureInvariant);

    readonly Lazy<List<string>> _prefixes;

    /// <summary>Reads what the symbols of a module say.</summary>
    public SourceLink(ModuleDefinition module) => _prefixes = new(() => Prefixes(module));

    /// <summary>A document's path in its repository, with forward slashes; null if it is not mapped.</summary>
    /// <param name="url">What the symbols call the document.</param>
    public string? PathOf(string url)
    {
        var prefix = _prefixes.Value.Find(mapped => url.Length > mapped.Length && url.StartsWith(mapped, StringComparison.OrdinalIgnoreCase));
        var path = prefix is null ? null : url.Substring(prefix.Length).Replace('\\', '/').TrimStart('/');
        return path is null or "" || path.Split('/').Contains("..") ? null : path;
    }

    static List<string> Prefixes(ModuleDefinition module)
    {
        var link = module.CustomDebugInformations.OfType<SourceLinkDebugInformation>().FirstOrDefault();
        return link?.Content is not { } json ? [] :
        [
            .. _pair.Matches(json).Cast<Match>()
                .Select(pair => Text(pair.Groups[1].Value))
                .Where(path => path.EndsWith("*", StringComparison.Ordinal))
                .Select(path => path.Substring(0, path.Length - 1))
                .OrderByDescending(prefix => prefix.Length),
        ];
    }

    // Of the signs that JSON escapes, paths have backslashes and what is not ASCII.
    static string Text(string json)
    {
        var text = new StringBuilder();
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                text.Append(json[i]);
            }
            else if (json[++i] == 'u' && i + 4 < json.Length && ushort.TryParse(json.Substring(i + 1, 4), System.Globalization.NumberStyles.HexNumber, null, out var sign))
            {
                text.Append((char)sign);
                i += 4;
            }
            else
            {
                text.Append(json[i]);
            }
        }
        return text.ToString();
    }
}
