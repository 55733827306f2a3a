using MemoryProfiler.Tool.Plotting;
using MemoryProfiler.Tool.Terminal;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Terminal;

public sealed class TerminalChartTests
{
    [Fact]
    public void A_chart_of_80_columns() => Chart(SampleRecordings.Service, 80, isUnicode: true).ShouldBeApproved();

    [Fact]
    public void A_chart_of_120_columns() => Chart(SampleRecordings.Service, 120, isUnicode: true).ShouldBeApproved();

    [Fact]
    public void A_chart_of_80_columns_without_Unicode() => Chart(SampleRecordings.Service, 80, isUnicode: false).ShouldBeApproved();

    [Fact]
    public void A_chart_in_colour()
    {
        using var writer = new StringWriter();
        TerminalChart.Write(new PlotPicture { Runs = [new PlotRun("run", SampleRecordings.Pool)], Title = SampleRecordings.Pool.Command }, Screen.Colored(writer, 80));
        writer.ToString().Replace("\e", "<ESC>", StringComparison.Ordinal).ShouldBeApproved();
    }

    [Fact]
    public void No_line_is_longer_than_the_screen()
    {
        foreach (var line in Chart(SampleRecordings.Service, 60, isUnicode: true).Split('\n').SkipLast(2))
            line.Length.ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public void Where_samples_are_missing_there_is_nothing()
    {
        var recording = SampleRecordings.Of(SampleRecordings.Sample(0, 100), SampleRecordings.Sample(0.1, 100), SampleRecordings.Sample(10, 100));

        Chart(recording, 40, isUnicode: true).ShouldContain("       0 │█                            █\n");
    }

    static string Chart(MemoryRecording recording, int width, bool isUnicode)
    {
        using var writer = new StringWriter();
        TerminalChart.Write(new PlotPicture { Runs = [new PlotRun("run", recording)], Title = recording.Command }, Screen.Plain(writer, width, isUnicode));
        return writer.ToString();
    }
}
