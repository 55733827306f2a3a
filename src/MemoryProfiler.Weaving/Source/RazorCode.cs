using System.Text.RegularExpressions;

namespace MemoryProfiler.Weaving.Source;

/// <summary>The C# in a Razor file: its <c>@code</c> and <c>@functions</c> blocks. What stands around them is markup.</summary>
static class RazorCode
{
    static readonly Regex _block = new(@"@(?:code|functions)\s*\{", RegexOptions.CultureInvariant);

    /// <summary>The tokens of all blocks, each with the braces around it.</summary>
    /// <param name="text">The file's text, whose lines end with a line feed.</param>
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        for (var match = _block.Match(text); match.Success; match = match.NextMatch())
        {
            var start = match.Index + match.Length - 1;
            // Lines and columns stay those of the file.
            var masked = Regex.Replace(text.Substring(0, start), "[^\n]", " ") + text.Substring(start);
            var depth = 0;
            foreach (var token in CSharpLexer.Tokenize(masked))
            {
                tokens.Add(token);
                depth += token.Text == "{" ? 1 : token.Text == "}" ? -1 : 0;
                if (depth == 0)
                    break;
            }
        }
        return tokens;
    }
}
