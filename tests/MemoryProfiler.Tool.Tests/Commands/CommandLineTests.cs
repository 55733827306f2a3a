using MemoryProfiler.Tool.Commands;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "A verb is missing; dotnet mprof --help says what there is.")]
    [InlineData("nope", "There is no verb \"nope\"; dotnet mprof --help says what there is.")]
    [InlineData("report", "Required argument 'report.json' missing for command: 'report'; dotnet mprof report --help says what there is.")]
    [InlineData("report --nope a.json", "There is no option \"--nope\"; what begins with - and is none goes behind --; dotnet mprof report --help says what there is.")]
    [InlineData("report a.json -o -C", "The option -o needs a value, and \"-C\" looks like an option; dotnet mprof report --help says what there is.")]
    [InlineData("report a.json b.json", "Unrecognized command or argument 'b.json'; dotnet mprof report --help says what there is.")]
    [InlineData("ps --nope", "Unrecognized command or argument '--nope'; dotnet mprof ps --help says what there is.")]
    public async Task A_wrong_command_line_is_one_sentence_and_2(string words, string sentence)
    {
        var (code, output, error) = await Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (code, output, error).ShouldBe((2, "", $"dotnet-mprof: {sentence}\n"));
    }

    [Fact]
    public async Task The_version_of_the_tool_is_the_plain_one() => (await Run("--version")).ShouldBe((0, "0.1.0\n", ""));

    [Fact]
    public async Task Help_is_given_whatever_else_is_on_the_line()
    {
        var (code, output, error) = await Run("report", "--nope", "--help");

        (code, error).ShouldBe((0, ""));
        output.ShouldContain(" report <report.json> [options]");
    }

    [Fact]
    public async Task What_begins_with_an_at_sign_is_a_file_of_that_name() =>
        (await Run("report", "@a.json")).Error.ShouldBe("dotnet-mprof: There is no report \"@a.json\": give the path of a .json file that MemoryReport.Save wrote.\n");

    [Fact]
    public async Task What_begins_with_a_dash_is_a_file_behind_two_dashes() =>
        (await Run("report", "--", "-a.json")).Error.ShouldBe("dotnet-mprof: There is no report \"-a.json\": give the path of a .json file that MemoryReport.Save wrote.\n");

    static async Task<(int Code, string Output, string Error)> Run(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(words, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
