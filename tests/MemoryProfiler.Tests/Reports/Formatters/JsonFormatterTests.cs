using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class JsonFormatterTests
{
    [Fact]
    public void A_report_of_two_methods() => Write(SampleReports.Orders).ShouldBeApproved();

    [Fact]
    public void What_is_written_reads_back_as_an_equal_report() =>
        JsonFormatter.Read(Write(SampleReports.Orders), "x.json").ShouldBe(SampleReports.Orders);

    static string Write(ProfileReport report)
    {
        using var writer = new StringWriter();
        JsonFormatter.Write(report, writer);
        return writer.ToString();
    }
}
