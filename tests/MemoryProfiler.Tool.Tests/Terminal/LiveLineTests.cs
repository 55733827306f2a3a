using MemoryProfiler.Tool.Terminal;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Terminal;

public sealed class LiveLineTests
{
    [Fact]
    public void The_line_is_drawn_below_the_cursor_which_stays_and_is_taken_away_at_the_end()
    {
        using var writer = new StringWriter();
        using (var line = LiveLine.On(writer, isUnicode: true))
            line.Report(SampleRecordings.Sample(0, 50 << 20));

        writer.ToString().ShouldBe("\eD\e7\r\e[2K█ 50.0 MiB, peak 50.0 MiB\e8\e[A" + "\eD\e7\r\e[2K\e8\e[A");
    }

    [Fact]
    public void Without_Unicode_the_line_has_plain_signs()
    {
        using var writer = new StringWriter();
        var line = LiveLine.On(writer, isUnicode: false);

        line.Report(SampleRecordings.Sample(0, 50 << 20));

        writer.ToString().ShouldContain("\e[2K@ 50.0 MiB, peak 50.0 MiB\e8");
        line.Dispose();
    }

    [Fact]
    public void A_writer_that_is_no_terminal_has_no_line() => LiveLine.Create(new StringWriter()).ShouldBeNull();
}
