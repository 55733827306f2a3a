using System.Globalization;
using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The types of lines, sampled in processes of their own. Each line of the program names its types in a comment.</summary>
public sealed partial class TypeTests
{
    const string Program = "MemoryProfiler.TypeLines";
    const double Millions = 0.6;

    [Theory]
    [InlineData("six", 383)]
    [InlineData("calls", 387)]
    [InlineData("mixed", 440)]
    [InlineData("threads", 328)]
    [InlineData("async", 480)]
    [InlineData("boxes", 78)]
    public async Task No_sample_is_on_a_line_that_does_not_allocate_its_type(string shape, int expected)
    {
        var (samples, wrong) = await Run(shape);

        wrong.ShouldBe(0);
        // The bytes of all objects, divided by 100 KB. Chance leaves six deviations once in a billion runs.
        samples.ShouldBeInRange(expected - (int)(6 * Math.Sqrt(expected)), expected + (int)(6 * Math.Sqrt(expected)));
    }

    // With objects that have finalizers the runtime draws the next sample anew each time: the quantum may be again what it was.
    [Fact]
    public async Task A_sample_that_no_line_s_probe_has_seen_is_on_no_line_and_counted()
    {
        var run = await Programs.Start(Program, ["drawn", "3"], ("MEMORYPROFILER_TYPES", "on"));

        run.Output.ShouldMatch(@"\nNote: [0-9,]+ sampled objects are in no line's types: they are of a kind with which the runtime draws samples anew, such as those with finalizers, and which line made them is not known. Their types have too small a share.\n");
        run.Output.ShouldMatch(@"\ndrawn: \d+ samples, 0 on a wrong line\n$");
    }

    [Theory]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_gcServer", "1")]
    [InlineData("MEMORYPROFILER_CLOCK", "gc")]
    public async Task Nor_is_one_where_the_code_the_collector_or_the_clock_is_another(string name, string value) =>
        (await Run("mixed", (name, value))).Wrong.ShouldBe(0);

    [Fact]
    public async Task Without_the_diagnostics_port_the_report_says_so_and_all_else_is_there()
    {
        var run = await Programs.Start(Program, ["six", "0.06"], ("MEMORYPROFILER_TYPES", "on"), ("DOTNET_EnableDiagnostics", "0"));

        run.Output.ShouldContain("Note: MEMORYPROFILER_TYPES=on asks for the types that lines allocate, and they are not told. The runtime's diagnostics port is closed, and allocations are read through it: DOTNET_EnableDiagnostics=0 and DOTNET_EnableDiagnostics_IPC=0 close it.\n");
        run.Output.ShouldEndWith("six: 0 samples, 0 on a wrong line\n");
    }

    [Fact]
    public async Task Without_the_package_the_report_says_which_one_it_is()
    {
        var run = await CaseRun.Of("tiers", ("MEMORYPROFILER_TYPES", "on"));

        run.Text.ShouldContain("\nNote: MEMORYPROFILER_TYPES=on asks for the types that lines allocate, and they are not told. The package MemoryProfiler.Heap samples them, and the program does not have it: dotnet add package MemoryProfiler.Heap brings it.\n");
    }

    // What is sampled is by chance: a line of one type has it in any case, and its share is all of the line's bytes.
    [Theory]
    [InlineData("large", "    30.5 MiB            1   Failures.cs:", "   ~30.5 MiB                  System.Int64[] (6.3 MiB to 30.5 MiB, 1 sample)\n")]
    [InlineData("growth", "   195.8 KiB           20   Failures.cs:", "  ~195.8 KiB                  System.Int32[] (")]
    [InlineData("limit", "     9.2 MiB      100,000   Failures.cs:", "    ~9.2 MiB                  MemoryProfiler.TypeLines.Bytes96 (")]
    [InlineData("small", "        64 B            1   Failures.cs:", "       ~64 B                  MemoryProfiler.TypeLines.Bytes64 (")]
    [InlineData("beside", "       128 B            1   Failures.cs:", "      ~128 B                  MemoryProfiler.TypeLines.Bytes128 (")]
    [InlineData("async", "        64 B            1   Failures.cs:", "       ~64 B                  MemoryProfiler.TypeLines.Bytes64 (")]
    public async Task A_failed_assertion_names_the_types_of_its_lines(string assertion, string line, string type)
    {
        var rows = (await Failure(assertion, "on")).Split('\n');

        var row = Array.FindIndex(rows, row => row.StartsWith(line, StringComparison.Ordinal));
        $"{rows[row + 1]}\n".ShouldStartWith(type);
        rows.Count(row => row.StartsWith(' ') && row.Contains('~', StringComparison.Ordinal)).ShouldBe(rows.Count(row => row.EndsWith(" sample)", StringComparison.Ordinal) || row.EndsWith(" samples)", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_other_threads_allocate_on_the_same_line_is_not_among_the_types() =>
        (await Failure("beside", "on")).ShouldNotContain("MemoryProfiler.TypeLines.Bytes24");

    [Fact]
    public async Task A_call_that_cannot_be_repeated_as_often_as_samples_need_has_its_lines_all_the_same() =>
        (await Failure("throwing", "on")).ShouldContain("\n       168 B            1   Failures.cs:");

    [Fact]
    public async Task Nothing_is_said_of_types_where_they_are_not_asked_for_and_what_is_missing_where_they_are()
    {
        var without = await Failure("small", "off");
        var closed = await Failure("small", "on", ("DOTNET_EnableDiagnostics", "0"));

        without.ShouldNotContain("sample");
        without.ShouldContain("\n        64 B            1   Failures.cs:");
        closed.ShouldContain("\nHint: MEMORYPROFILER_TYPES=on asks for the types that lines allocate, and they are not told. The runtime's diagnostics port is closed");
        closed.ShouldNotContain("~");
    }

    static async Task<string> Failure(string assertion, string types, params (string, string)[] environment)
    {
        var run = await Programs.Start(Program, ["assert", assertion], [("MEMORYPROFILER_TYPES", types), .. environment]);
        run.Error.ShouldBeEmpty();
        return run.Output;
    }

    static async Task<(int Samples, int Wrong)> Run(string shape, params (string, string)[] environment)
    {
        var run = await Programs.Start(Program, [shape, Millions.ToString(CultureInfo.InvariantCulture), "collect"], [("MEMORYPROFILER_TYPES", "on"), .. environment]);
        var verdict = Verdict().Match(run.Output);
        verdict.Success.ShouldBeTrue(run.Output + run.Error);
        return (int.Parse(verdict.Groups["samples"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(verdict.Groups["wrong"].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\w+: (?<samples>\d+) samples, (?<wrong>\d+) on a wrong line$", RegexOptions.Multiline)]
    private static partial Regex Verdict();
}
