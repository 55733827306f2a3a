using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.Fody.Tests.Selection.Declarations;

/// <summary>
/// A source file made of forms of declarations, in an order and in types that a seed chooses. Each line that allocates
/// says beside itself what the report has to call its member. In a form <c>$N</c> is a number of its own, <c>$T</c> the
/// text of the type it stands in, and <c>$C</c> that type's bare name.
/// </summary>
sealed partial class DeclarationSource
{
    readonly List<(int Line, string Name)> _expected = [];

    DeclarationSource(string text)
    {
        Text = text;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Expectation().Match(lines[i]) is { Success: true } match)
                _expected.Add((i + 1, match.Groups[1].Value.Trim()));
        }
    }

    public string Text { get; }

    /// <summary>Lines that allocate, and whose they are.</summary>
    public IReadOnlyList<(int Line, string Name)> Expected => _expected;

    /// <summary>Puts members into types.</summary>
    /// <param name="header">What the file begins with.</param>
    /// <param name="types">Types around members: text with <c>$M</c> for the members, the type's text, the type's bare name.</param>
    /// <param name="members">Members and what stands beside the type for them.</param>
    /// <param name="seed">Chooses.</param>
    public static DeclarationSource Of(string header, (string Text, string Type, string Name)[] types, (string Member, string Beside)[] members, int seed)
    {
        var random = new Random(seed);
        // Each form twice, in two types of different kinds.
        var forms = members.Concat(members).OrderBy(_ => random.Next()).ToList();
        var shuffled = types.OrderBy(_ => random.Next()).ToList();
        var text = header;
        for (var i = 0; i < shuffled.Count; i++)
        {
            var type = shuffled[i];
            var inside = "";
            for (var at = i; at < forms.Count; at += shuffled.Count)
            {
                inside += Filled(forms[at].Member, at);
                text += Filled(forms[at].Beside, at);
            }
            text += type.Text.Replace("$M", inside, StringComparison.Ordinal)
                .Replace("$T", type.Type, StringComparison.Ordinal)
                .Replace("$C", type.Name, StringComparison.Ordinal)
                .Replace("$O", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }
        return new DeclarationSource(text);
    }

    static string Filled(string form, int number) => form.Replace("$N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [GeneratedRegex(@"(?://|')= (.+)$")]
    private static partial Regex Expectation();
}
