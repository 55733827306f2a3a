using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemoryProfiler.Tool.Plotting;
using MemoryProfiler.Tool.Plotting.Images;
using MemoryProfiler.Tool.Plotting.Pages;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Plotting;

public sealed partial class PictureTests
{
    const string Attack = "</script><img src=x onerror=alert(1)>";

    [Fact]
    public void The_data_of_a_page_with_children() => Data().Match(Page(Picture(SampleRecordings.Pool))).Value.ShouldBeApproved();

    [Fact]
    public void A_page_of_a_few_samples_is_small() => Encoding.UTF8.GetByteCount(Page(Picture(SampleRecordings.Pool))).ShouldBeLessThan(45 << 10);

    [Fact]
    public void A_page_of_100_000_samples_and_20_000_spans_is_less_than_a_megabyte()
    {
        var random = new Random(1);
        var level = 100L << 20;
        var samples = Enumerable.Range(0, 100_000).Select(i => SampleRecordings.Sample(i * 0.01, level += random.Next(-40, 44) * 4096)).ToArray();
        var spans = Enumerable.Range(0, 20_000).Select(i => SampleRecordings.Span("Shop.Handler.Handle" + (i % 12).ToString(CultureInfo.InvariantCulture), i * 0.05, i * 0.05 + 0.03, 1, samples[i * 5].Bytes, samples[i * 5 + 3].Bytes));

        Page(Picture(SampleRecordings.Of(samples) with { Spans = [.. spans] })).Length.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_page_loads_nothing_and_no_text_of_the_program_ends_its_data()
    {
        var page = Page(Picture(SampleRecordings.Service with { Command = Attack, Spans = [SampleRecordings.Span(Attack, 1, 2, 0)], Notes = [Attack] }));

        page.ShouldNotContain("<img");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldContain("<meta http-equiv=Content-Security-Policy content=\"default-src 'none';style-src 'unsafe-inline';script-src 'unsafe-inline'\">");
        ScriptEnd().Count(page).ShouldBe(2);
    }

    [Fact]
    public void An_image_is_as_high_as_its_rows_need()
    {
        SizeOf(PlotImage.Png(Picture(SampleRecordings.Of(SampleRecordings.Sample(0, 1 << 20))))).ShouldBe((1260, 510));
        // Collections, and six functions in a row each; stacked, there are three.
        SizeOf(PlotImage.Png(Picture(SampleRecordings.Service))).ShouldBe((1260, 510 + 34 + 8 + 6 * 22));
        SizeOf(PlotImage.Png(Picture(SampleRecordings.Service) with { IsFlame = true })).ShouldBe((1260, 510 + 34 + 8 + 3 * 22));
        SizeOf(PlotImage.Png(Picture(SampleRecordings.Service) with { HasSpans = false })).ShouldBe((1260, 510 + 34));
    }

    [Fact]
    public void A_vector_image_has_its_words_as_text()
    {
        var texts = Texts(Picture(SampleRecordings.Service) with { HasTrend = true });

        texts.ShouldContain("dotnet run --project OrderService");
        texts.ShouldContain("peak 402.2 MiB at 31.5 s");
        texts.ShouldContain("500 MiB");
        texts.ShouldContain("45 s");
        texts.ShouldContain("working set");
        texts.ShouldContain("managed heap");
        texts.ShouldContain("trend of the low points");
        texts.ShouldContain("Main +176.0 MiB");
        texts.ShouldContain("Parse");
        texts.ShouldContain(text => text.StartsWith("Growing: +2.00 MiB/s. From 12 s to 4", StringComparison.Ordinal));
    }

    [Fact]
    public void A_window_has_its_own_peak_and_only_the_functions_within()
    {
        var texts = Texts(Picture(SampleRecordings.Service) with { Window = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)), IsFlame = true });

        texts.ShouldContain("highest here 50.0 MiB at 4.00 s");
        texts.ShouldContain("60 MiB");
        texts.ShouldNotContain("Render");
    }

    [Fact]
    public void Several_recordings_are_curves_with_a_name_and_a_peak_each()
    {
        var picture = new PlotPicture { Runs = [new PlotRun("before", SampleRecordings.Service), new PlotRun("after", SampleRecordings.Pool)], Title = "2 recordings", HasTrend = true };

        var texts = Texts(picture);

        texts.ShouldContain("before, peak 402.2 MiB");
        texts.ShouldContain("after, peak 150.0 MiB");
        texts.ShouldContain("before: Growing: +2.00 MiB/s after: Too short to say");
    }

    [Fact]
    public void Children_are_named_at_the_ends_of_their_lines()
    {
        var texts = Texts(Picture(SampleRecordings.Pool));

        texts.ShouldContain("child 8");
        texts.ShouldContain("child 9");
        texts.ShouldContain("2 child processes");
        texts.ShouldContain("sum");
    }

    [Fact]
    public void Of_children_whose_lines_end_at_one_place_one_is_named()
    {
        var pool = SampleRecordings.Pool;
        var texts = Texts(Picture(pool with { Series = [.. pool.Series, pool.Series[2] with { ProcessId = 10 }] }));

        texts.Where(text => text.StartsWith("child ", StringComparison.Ordinal)).ShouldBe(["child 8", "child 9"]);
        texts.ShouldContain("3 child processes");
    }

    [Fact]
    public void A_vector_image_of_100_000_samples_is_thinned() =>
        PlotImage.Svg(Picture(SampleRecordings.Of([.. Enumerable.Range(0, 100_000).Select(i => SampleRecordings.Sample(i * 0.01, i % 977 * 4096L))]))).Length.ShouldBeLessThan(500_000);

    [Fact]
    public void A_form_that_there_is_not_is_named() => PictureFile.Refusal("x.pdf").ShouldBe(
        "A picture cannot be drawn as \"x.pdf\": it is written to a path that ends in .png, .svg or .html (a page to zoom and hover).");

    static PlotPicture Picture(MemoryRecording recording) => new() { Runs = [new PlotRun("run", recording)], Title = recording.Command };

    static string Page(PlotPicture picture)
    {
        using var writer = new StringWriter();
        TimelinePage.Write(picture, writer);
        return writer.ToString();
    }

    static string[] Texts(PlotPicture picture) =>
        [.. XDocument.Parse(PlotImage.Svg(picture)).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

    static (int Width, int Height) SizeOf(byte[] png)
    {
        png.AsSpan(0, 8).ToArray().ShouldBe([0x89, .. "PNG\r\n\x1a\n"u8]);
        return (Number(png, 16), Number(png, 20));
    }

    static int Number(byte[] png, int at) => (png[at] << 24) | (png[at + 1] << 16) | (png[at + 2] << 8) | png[at + 3];

    [GeneratedRegex("(?<=<script id=data type=\"application/json\">).*(?=</script>)")]
    private static partial Regex Data();

    [GeneratedRegex("</script>")]
    private static partial Regex ScriptEnd();
}
