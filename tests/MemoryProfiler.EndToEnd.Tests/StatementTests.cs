using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The page of what statements allocate, on the runtime of this run.</summary>
public sealed partial class StatementTests
{
    const string Program = "MemoryProfiler.Statements";

    static readonly string[] Statements =
    [
        "Arrays.Array_of_four", "Arrays.Array_of_two_dimensions", "Arrays.Range_of_an_array",
        "Boxes.Box_asked_for_its_type", "Boxes.Hash_code_of_a_struct_without_its_own", "Boxes.Params_of_objects",
        "Collections.Dictionary_of_one", "Collections.List_that_grows_to_five",
        "Delegates.Lambda_that_captures", "Delegates.Capturing_lambda_handed_far_away", "Delegates.Lambda_that_captures_nothing",
        "Loops.Over_an_array_as_IEnumerable", "Loops.Over_an_iterator",
        "Objects.Object_used_at_once", "Objects.Object_kept", "Objects.Record_with_another_value",
        "Queries.Where_Select_ToList", "Strings.Interpolated_numbers", "Strings.Split", "Threads.Cancellation_source",
    ];

    [Fact]
    public async Task Twenty_statements_have_in_the_table_what_the_page_says_of_this_runtime()
    {
        var page = RowsOfThePage();
        var expected = Statements.ToDictionary(statement => statement, statement => page[statement]);

        var hot = await Run(("DOTNET_TieredCompilation", "0"));
        var unoptimised = await Run(("DOTNET_TieredCompilation", "0"), ("DOTNET_JITMinOpts", "1"));

        Statements.ToDictionary(statement => statement, statement => (unoptimised[statement], hot[statement])).ShouldBe(expected);
    }

    [Fact]
    public async Task Every_statement_is_on_the_page()
    {
        var run = await Programs.Start(Program, ["list"]);

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(RowsOfThePage().Keys, ignoreOrder: true);
    }

    // The name's fields and the least bytes of a hot call.
    static async Task<Dictionary<string, long>> Run(params (string, string)[] environment)
    {
        var run = await Programs.Start(Program, Statements, environment);
        run.Error.ShouldBeEmpty();
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToDictionary(fields => fields[0], fields => long.Parse(fields[4], CultureInfo.InvariantCulture));
    }

    static Dictionary<string, (long Unoptimised, long Hot)> RowsOfThePage()
    {
        var rows = new Dictionary<string, (long, long)>();
        var group = "";
        foreach (var line in File.ReadLines(PathOfThePage()))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                group = line[3..].Replace("Async methods", "AsyncMethods", StringComparison.Ordinal);
            else if (RowOfAStatement().Match(line) is { Success: true } row)
                rows.Add($"{group}.{row.Groups["name"].Value.Replace(' ', '_')}", (OfThisRuntime(row.Groups["unoptimised"].Value), OfThisRuntime(row.Groups["hot"].Value)));
        }
        return rows;
    }

    static string PathOfThePage([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "allocations.md");

    // Of `88 *(8–9)* · 24 *(10–11)*` what stands for this runtime; of one figure itself.
    static long OfThisRuntime(string cell)
    {
        var part = cell.Split(" · ").Single(part => VersionsOfAFigure().Match(part) is not { Success: true } versions
            || (Number(versions.Groups["first"].Value) <= Environment.Version.Major
                && Environment.Version.Major <= Number((versions.Groups["last"].Success ? versions.Groups["last"] : versions.Groups["first"]).Value)));
        return Number(part.Split(" *(")[0].Replace("≈ ", "", StringComparison.Ordinal));
    }

    static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // Behind the name a statement between backticks, which may have signs of a table in it.
    [GeneratedRegex(@"^\| (?<name>[^`|]+) \| `.*` \|( (?<first>[^|]*) \|)? (?<unoptimised>[^|]*) \| (?<hot>[^|]*) \|( (?<native>[^|]*) \|)?$")]
    private static partial Regex RowOfAStatement();

    [GeneratedRegex(@"\*\((?<first>\d+)(–(?<last>\d+))?\)\*")]
    private static partial Regex VersionsOfAFigure();
}
