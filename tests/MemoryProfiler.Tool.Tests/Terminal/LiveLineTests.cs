using MemoryProfiler.Tool.Terminal;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Terminal;

public sealed class LiveLineTests
{
    [Fact]
    public void The_last_line_is_kept_from_scrolling_and_given_back_at_the_end()
    {
        using var writer = new StringWriter();
        using (var line = LiveLine.On(writer, isUnicode: true, () => 24))
            line.Report(SampleRecordings.Sample(0, 50 << 20));

        writer.ToString().ShouldBe("\n\e[A" + "\e7\e[1;23r\e8" + "\e7\e[24;1H\e[2K█ 50.0 MiB, peak 50.0 MiB\e8" + "\e7\e[r\e8" + "\e7\e[24;1H\e[2K\e8");
    }

    [Fact]
    public void Without_Unicode_the_line_has_plain_signs()
    {
        using var writer = new StringWriter();
        using var line = LiveLine.On(writer, isUnicode: false, () => 24);

        line.Report(SampleRecordings.Sample(0, 50 << 20));

        writer.ToString().ShouldContain("\e[2K@ 50.0 MiB, peak 50.0 MiB\e8");
    }

    [Fact]
    public void A_line_that_was_never_shown_writes_nothing()
    {
        using var writer = new StringWriter();

        LiveLine.On(writer, isUnicode: true, () => 24).Dispose();

        writer.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void A_writer_that_is_no_terminal_has_no_line() => LiveLine.Create(new StringWriter()).ShouldBeNull();
}
