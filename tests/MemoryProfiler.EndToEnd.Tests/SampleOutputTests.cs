using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What <c>samples/README.md</c> shows of each sample, beside what the sample prints.</summary>
public sealed partial class SampleOutputTests
{
    [Theory]
    [InlineData("DataFrame", "DataFrame")]
    [InlineData("leak", "MemoryOverTime", "leak")]
    [InlineData("train", "MemoryOverTime", "train")]
    [InlineData("AspectInjector", "AspectInjectorSample")]
    public async Task The_output_of_a_sample_has_the_bytes_and_lines_that_its_chapter_shows_up_to_the_notes(string chapter, string program, params string[] arguments)
    {
        var run = await Programs.Start(program, arguments, ("MEMORYPROFILER_OPTIONS__Metric", "None"));

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        SampleChapters.WithoutNotes(run.Output).ShouldBe(SampleChapters.WithoutMemory(SampleChapters.WithoutNotes(SampleChapters.Shown(chapter))));
    }

    [Theory]
    [InlineData("QuickStart", "QuickStart")]
    [InlineData("models", "MemoryOverTime", "models", "8")]
    [InlineData("step", "MemoryOverTime", "step", "16")]
    [InlineData("event", "HeapLeaks", "event", "1")]
    [InlineData("cache", "HeapLeaks", "cache", "1")]
    [InlineData("closure", "HeapLeaks", "closure", "1")]
    [InlineData("cycle", "HeapLeaks", "cycle", "1")]
    [InlineData("PeakLines", "PeakLines", "800")]
    public async Task The_output_of_a_sample_whose_figures_vary_has_the_words_that_its_chapter_shows(string chapter, string program, params string[] arguments)
    {
        var run = await Programs.Start(program, arguments);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        Words(run.Output).ShouldBe(Words(SampleChapters.Shown(chapter)));
    }

    [Fact]
    public async Task The_workers_of_a_sample_print_the_words_that_their_chapter_shows()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Proportional and unique set sizes are Linux's.");

        var run = await Programs.Start("MemoryOverTime", ["workers", "8"]);

        Words(run.Output).ShouldBe(Words(SampleChapters.Shown("workers")));
    }

    static string Words(string output) =>
        Spaces().Replace(Figure().Replace(Folder().Replace(SampleChapters.WithoutNotes(output), ""), ""), " ").Trim();

    // A size or a number, with what stands before it.
    [GeneratedRegex(@"[~+-]?(?:>=)?\b\d[\d,.]*(?: (?:B|[KMG]iB)\b)?")]
    private static partial Regex Figure();

    [GeneratedRegex(@"(?<=indexed from ).*")]
    private static partial Regex Folder();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
