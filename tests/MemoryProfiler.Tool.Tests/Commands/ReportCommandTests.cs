using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_report_is_printed_as_the_tables_of_all_methods()
    {
        SampleReports.Orders.Save(_folder["a.json"]);

        (await ToolRun.In(_folder, "report", "a.json")).ShouldBe(new ProgramRun(0, SampleReports.Orders.ToString(), ""));
    }

    [Fact]
    public async Task A_report_on_a_terminal_is_in_colour_and_as_wide_as_the_terminal()
    {
        SampleReports.Orders.Save(_folder["a.json"]);

        var run = await ToolRun.OnTerminal(_folder, 60, new Dictionary<string, string>(), "report", "a.json");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("\e[1m2 methods, those that allocated most first:\e[0m\r\n");
        run.Output.ShouldContain("    27  38.8 MiB                \e[38;5;32m32 B\e[0m            1       var…\r\n");
    }

    [Fact]
    public async Task A_report_on_a_terminal_has_no_colour_where_NO_COLOR_is_set()
    {
        SampleReports.Orders.Save(_folder["a.json"]);

        var run = await ToolRun.OnTerminal(_folder, 60, new Dictionary<string, string> { ["NO_COLOR"] = "1" }, "report", "a.json");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("2 methods, those that allocated most first:\r\n");
        run.Output.ShouldContain("    27  38.8 MiB                32 B            1       var…\r\n");
        run.Output.ShouldNotContain("\e[38;5;");
    }

    [Theory]
    [InlineData("x.html", ReportFormat.Html)]
    [InlineData("x.md", ReportFormat.Markdown)]
    [InlineData("x.csv", ReportFormat.Csv)]
    [InlineData("x.txt", ReportFormat.Text)]
    public async Task A_report_is_written_as_the_file_s_ending_says(string file, ReportFormat format)
    {
        SampleReports.Orders.Save(_folder["a.json"]);
        using var expected = new StringWriter();
        SampleReports.Orders.WriteTo(expected, format);

        (await ToolRun.In(_folder, "report", "a.json", "-o", file)).ShouldBe(new ProgramRun(0, "", ""));

        File.ReadAllText(_folder[file]).ShouldBe(expected.ToString());
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_refused_before_anything_is_read() =>
        (await ToolRun.In(_folder, "report", "a.json", "-o", "x.pdf")).ShouldBe(new ProgramRun(2, "",
            "dotnet-mprof: A report cannot be saved as \"x.pdf\": a report is written to a path that ends in .txt (the tables), .json (all figures), .html (a page), .md (the tables in Markdown) or .csv (a row for each line).\n"));

    [Fact]
    public async Task A_file_that_is_no_report_is_named()
    {
        File.WriteAllText(_folder["a.json"], "[1,2]");

        (await ToolRun.In(_folder, "report", "a.json")).ShouldBe(new ProgramRun(1, "",
            "dotnet-mprof: \"a.json\" is not a MemoryProfiler report: it is JSON of something else. Expected a .json file that MemoryReport.Save wrote.\n"));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_named()
    {
        SampleReports.Orders.Save(_folder["a.json"]);

        var run = await ToolRun.In(_folder, "report", "a.json", "-o", "/proc/none/x.html");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("dotnet-mprof: The report cannot be written to \"/proc/none/x.html\": ");
    }
}
