using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MemoryProfiler.Tool.Commands;

/// <summary>What is wrong with a command line, as one sentence.</summary>
static class WrongUsage
{
    /// <summary>The first fault, or null.</summary>
    public static string? Of(ParseResult result)
    {
        var verb = result.CommandResult.Command;
        var help = verb is RootCommand ? "dotnet mprof --help" : $"dotnet mprof {verb.Name} --help";
        var fault = MistakenOption(result)
            ?? (verb is RootCommand ? Verb(result) : null)
            ?? result.Errors.Select(error => error.Message).FirstOrDefault();
        return fault is null ? null : $"{fault.Trim().TrimEnd('.')}; {help} says what there is.";
    }

    static string Verb(ParseResult result) => result.UnmatchedTokens.Count == 0 ? "A verb is missing" : $"There is no verb \"{result.UnmatchedTokens[0]}\"";

    // The parser takes a mistyped option for a file's name or a program's, and an option for another one's value.
    static string? MistakenOption(ParseResult result)
    {
        foreach (var token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (!LooksLikeOption(token.Value))
                continue;
            foreach (var child in result.CommandResult.Children)
            {
                if (!Heads(child).Any(head => ReferenceEquals(head, token)))
                    continue;
                return child is OptionResult option
                    ? $"The option {option.IdentifierToken?.Value} needs a value, and \"{token.Value}\" looks like an option"
                    : $"There is no option \"{token.Value}\"; what begins with - and is none goes behind --";
            }
        }
        return null;
    }

    static IEnumerable<Token> Heads(SymbolResult child) =>
        child is ArgumentResult { Argument.CaptureRemainingTokens: true } ? child.Tokens.Take(1) : child.Tokens;

    static bool LooksLikeOption(string word) =>
        word.Length > 1 && word[0] == '-' && !double.TryParse(word.Split(',')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
