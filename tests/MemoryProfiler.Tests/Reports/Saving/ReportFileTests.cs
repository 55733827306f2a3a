using System.Globalization;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Saving;

public sealed class ReportFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("memory-profiler-tests").FullName;

    [Fact]
    public void A_saved_report_loads_as_an_equal_one()
    {
        var path = In("report.json");
        SampleReports.Orders.Save(path);
        ProfileReport.Load(path).ShouldBe(SampleReports.Orders);
    }

    [Fact]
    public void A_changed_figure_makes_reports_unequal()
    {
        var method = SampleReports.Orders.Methods[0];
        var line = method.Lines[3] with { AllocatedBytes = 33 };
        var changed = SampleReports.Orders with { Methods = [method with { Lines = [.. method.Lines.Take(3), line, .. method.Lines.Skip(4)] }, SampleReports.Orders.Methods[1]] };
        changed.ShouldNotBe(SampleReports.Orders);
    }

    [Fact]
    public void Text_files_hold_what_is_printed()
    {
        var path = In("report.TXT");
        SampleReports.Orders.Save(path);
        File.ReadAllText(path).ShouldBe(SampleReports.Orders.ToString());
    }

    [Theory]
    [InlineData("report.doc")]
    [InlineData("report")]
    public void A_report_saved_with_an_unknown_ending_is_one_sentence(string name) =>
        Should.Throw<ArgumentException>(() => SampleReports.Orders.Save(name)).Message.ShouldBe(
            $"A report cannot be saved as \"{name}\": {Formats.Allowed}. (Parameter 'path')");

    [Fact]
    public void The_folder_of_a_saved_report_is_made_where_it_is_missing()
    {
        var path = In("none/below/report.json");

        SampleReports.Orders.Save(path);

        ProfileReport.Load(path).ShouldBe(SampleReports.Orders);
    }

    [Fact]
    public void The_process_and_the_time_are_filled_into_the_path_of_a_saved_report()
    {
        SampleReports.Orders.Save(In("{pid}/{time}.json"));

        var pid = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Path.GetFileName(Directory.GetFiles(In(pid)).ShouldHaveSingleItem()).ShouldMatch(@"^\d{8}-\d{6}\.json$");
    }

    [Fact]
    public void A_report_that_cannot_be_written_to_its_path_is_one_sentence()
    {
        File.WriteAllText(In("file"), "");
        var path = In("file/report.json");

        var message = Should.Throw<IOException>(() => SampleReports.Orders.Save(path)).Message;

        message.ShouldStartWith($"The report cannot be written to \"{path}\": ");
        message.ShouldEndWith(" Give a path in a folder that may be written to.");
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"MemoryProfiler.Report\",\"version\":1}")]
    [InlineData("{\"format\":\"MemoryProfiler.Report\",\"version\":1,\"report\":null}")]
    [InlineData("{\"format\":\"MemoryProfiler.Report\",\"version\":1,\"report\":{\"methods\":null,\"capturedAt\":\"2026-11-20T12:30:15+01:00\",\"runtime\":\"\",\"cost\":null,\"notes\":[]}}")]
    [InlineData("{\"format\":\"Something.Else\",\"version\":1}")]
    public void A_broken_file_of_a_report_is_one_sentence(string text)
    {
        var path = In("broken.json");
        File.WriteAllText(path, text);
        var message = Should.Throw<InvalidDataException>(() => ProfileReport.Load(path)).Message;
        message.ShouldStartWith($"\"{path}\" is not a MemoryProfiler report: ");
        message.ShouldEndWith(". Expected a .json file that MemoryReport.Save wrote.");
    }

    [Fact]
    public void A_file_of_a_report_of_a_newer_version_says_so()
    {
        var path = In("newer.json");
        File.WriteAllText(path, "{\"format\":\"MemoryProfiler.Report\",\"version\":2,\"report\":{\"spans\":[]}}");
        Should.Throw<InvalidDataException>(() => ProfileReport.Load(path)).Message.ShouldBe(
            $"\"{path}\" was written as version 2 of the report format, this MemoryProfiler reads up to version 1; read it with a newer MemoryProfiler.");
    }

    [Fact]
    public void A_file_of_a_report_that_is_not_there_is_one_sentence()
    {
        var path = In("none.json");
        var message = Should.Throw<IOException>(() => ProfileReport.Load(path)).Message;
        message.ShouldStartWith($"The report \"{path}\" cannot be read: ");
        message.ShouldEndWith(" Give the path of a .json file that MemoryReport.Save wrote.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string In(string name) => Path.Combine(_folder, name);
}
