using System.Text.RegularExpressions;

namespace MemoryProfiler.TypeLines;

/// <summary>Compares the types of lines with those that the comments at their ends name.</summary>
/// <param name="Samples">How many samples of this program's own types are on lines.</param>
/// <param name="Wrong">How many are on lines that do not allocate their type.</param>
/// <param name="Faults">Those, and the report's notes.</param>
sealed partial record Verdict(long Samples, long Wrong, IReadOnlyList<string> Faults)
{
    const string Own = "MemoryProfiler.TypeLines.";

    public static Verdict Of(ProfileReport report)
    {
        var faults = report.Notes.Select(note => "Note: " + note).ToList();
        long samples = 0, wrong = 0;
        foreach (var line in report.Methods.SelectMany(method => method.Lines))
        {
            var comment = line.Text.IndexOf("// ", StringComparison.Ordinal);
            var named = comment < 0 ? [] : line.Text[(comment + 3)..].Trim().Split(", ");
            foreach (var type in (line.Types ?? []).Where(type => type.Name.Contains(Own, StringComparison.Ordinal)))
            {
                // What the runtime keeps an async method's state in goes by the method's name.
                var box = Box().Match(type.Name);
                samples += box.Success ? 0 : type.Samples;
                var name = box.Success ? box.Value : type.Name[Own.Length..];
                if (named.Contains(name))
                    continue;
                wrong += type.Samples;
                faults.Add($"line {line.LineNumber} has {type.Samples} of {type.Name}: {line.Text.Trim()}");
            }
        }
        return new Verdict(samples, wrong, faults);
    }

    [GeneratedRegex(@"(?<=\.)<\w+>(?=d__)")]
    private static partial Regex Box();
}
