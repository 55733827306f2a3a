using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Hosting.Variables;
using MemoryProfiler.Tests.Timeline;

namespace MemoryProfiler.Tests.Hosting.Configuration;

/// <summary>The page on options, the documentation of the properties and the table that reads texts say the same.</summary>
public sealed partial class OptionDocumentTests
{
    static readonly string[] _properties = [.. typeof(MemoryProfilerOptions).GetProperties().Select(property => property.Name)];

    [Fact]
    public void Every_option_can_be_set_as_text() =>
        OptionText.All.Select(option => option.Option).ShouldBe(_properties);

    [Fact]
    public void Every_option_has_its_row_with_its_default()
    {
        var rows = Rows();

        rows.Keys.ShouldBe(_properties);
        foreach (var option in OptionText.All)
            rows[option.Option].Default.Trim('`').ShouldBe(option.Default, option.Option);
    }

    [Fact]
    public void Every_option_says_its_default_and_when_it_may_change()
    {
        var documents = XDocument.Load(Path.ChangeExtension(typeof(MemoryProfilerOptions).Assembly.Location, ".xml")).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("P:MemoryProfiler.MemoryProfilerOptions.", StringComparison.Ordinal))
            .ToDictionary(member => member.Attribute("name")!.Value.Split('.')[^1], member => Words(member.Element("summary")!));
        foreach (var option in OptionText.All)
        {
            documents[option.Option].ShouldContain(option.Default == "none" ? "null" : option.Default, customMessage: option.Option);
            documents[option.Option].ShouldContain("default", customMessage: option.Option);
            documents[option.Option].ShouldContain("May change at any time", customMessage: option.Option);
        }
    }

    [Fact]
    public void Values_that_have_names_are_all_in_their_row()
    {
        var rows = Rows();
        foreach (var property in typeof(MemoryProfilerOptions).GetProperties().Where(property => property.PropertyType.IsEnum))
        {
            // Recordings alone have it.
            foreach (var name in Enum.GetNames(property.PropertyType).Except([nameof(MemoryMetric.Committed)]))
                rows[property.Name].Values.ShouldContain($"`{name}`", customMessage: property.Name);
        }
    }

    [Fact]
    public void Every_variable_that_is_no_option_has_its_row()
    {
        var page = Page();

        VariableRow().Matches(page[page.IndexOf("## Variables that are no options", StringComparison.Ordinal)..])
            .Select(row => row.Groups["name"].Value)
            .ShouldBe(EnvironmentVariables.All.Select(variable => variable.Name));
        page.ShouldContain($"| `Clock` (also `{EnvironmentVariables.Clock}`) |");
    }

    [Fact]
    public void No_other_variable_of_that_name_is_read()
    {
        var known = EnvironmentVariables.All.Select(variable => variable.Name).Append(EnvironmentVariables.Clock).Append(EnvironmentVariables.OptionPrefix);

        var named = Directory.EnumerateFiles(Path.Combine(Root(), "src", "MemoryProfiler"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => VariableName().Matches(File.ReadAllText(file)))
            .Select(name => name.Value.Trim('"'));

        named.Distinct().Order(StringComparer.Ordinal).ShouldBe(known.Order(StringComparer.Ordinal));
    }

    // An element that refers to a name counts as that name.
    // Where a line of the source ends is no matter.
    static string Words(XElement summary) =>
        string.Join(' ', string.Concat(summary.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement element => element.Attribute("cref")?.Value.Split('.')[^1],
            _ => "",
        })).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    static Dictionary<string, (string Default, string Values)> Rows() =>
        Row().Matches(Page())
            .ToDictionary(row => row.Groups["name"].Value, row => (row.Groups["default"].Value, row.Groups["values"].Value));

    static string Page() => File.ReadAllText(Path.Combine(Root(), "docs", "options.md"));

    static string Root([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", ".."));

    [GeneratedRegex(@"^\| `(?<name>\w+)`[^|]* \| (?<default>[^|]+) \| (?<values>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<name>MEMORYPROFILER\w*)` \|", RegexOptions.Multiline)]
    private static partial Regex VariableRow();

    [GeneratedRegex(@"""MEMORYPROFILER\w*""")]
    private static partial Regex VariableName();
}
