using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class JsonFormatterTests
{
    [Fact]
    public void Types_come_back() => Write(JsonFormatter.Read(Write(SampleReports.Types), "x.json")).ShouldBe(Write(SampleReports.Types));

    [Fact]
    public void A_peak_comes_back()
    {
        JsonFormatter.Read(Write(SampleReports.Peak), "x.json").ShouldBe(SampleReports.Peak);
        SampleReports.Peak.ShouldNotBe(SampleReports.Orders);
    }

    [Fact]
    public void A_peak_without_its_lines_is_refused() =>
        Should.Throw<InvalidDataException>(() => JsonFormatter.Read(System.Text.RegularExpressions.Regex.Replace(Write(SampleReports.Peak), @"(""seconds"": 2.914,\s*""lines"": )\[[^]]*\]", "$1null"), "x.json"))
            .Message.ShouldBe("\"x.json\" is not a MemoryProfiler report: parts of the report are missing. Expected a .json file that MemoryReport.Save wrote.");

    [Fact]
    public void A_report_of_two_methods() => Write(SampleReports.Orders).ShouldBeApproved();

    [Fact]
    public void What_is_written_reads_back_as_an_equal_report() =>
        JsonFormatter.Read(Write(SampleReports.Orders), "x.json").ShouldBe(SampleReports.Orders);

    [Fact]
    public void The_metric_is_written_by_name_and_reads_back()
    {
        var report = SampleReports.Orders with { Metric = MemoryMetric.Uss };

        var json = Write(report);

        json.ShouldContain("\n    \"metric\": \"Uss\",\n");
        JsonFormatter.Read(json, "x.json").ShouldBe(report);
    }

    [Fact]
    public void A_report_written_before_there_were_metrics_is_of_the_working_set()
    {
        var json = Write(SampleReports.Orders with { Metric = MemoryMetric.Uss }).Replace("    \"metric\": \"Uss\",\n", "", StringComparison.Ordinal);

        JsonFormatter.Read(json, "x.json").ShouldBe(SampleReports.Orders);
    }

    static string Write(ProfileReport report)
    {
        using var writer = new StringWriter();
        JsonFormatter.Write(report, writer);
        return writer.ToString();
    }
}
