using System.Runtime.CompilerServices;

namespace MemoryProfiler.EndToEnd.Tests;

public sealed class SampleOutputTests
{
    [Theory]
    [InlineData("DataFrame", "DataFrame")]
    [InlineData("AspectInjector", "AspectInjectorSample")]
    public async Task The_output_of_a_sample_is_what_its_chapter_shows_up_to_the_notes(string sample, string program)
    {
        var run = await Programs.Start(program, [], ("MEMORYPROFILER_OPTIONS__Metric", "None"));

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        var output = run.Output.ReplaceLineEndings("\n");
        output[..output.IndexOf("\nNote: ", StringComparison.Ordinal)].TrimEnd('\n').ShouldBe(Shown(sample));
    }

    static string Shown(string sample, [CallerFilePath] string file = "")
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "samples", "README.md")).ReplaceLineEndings("\n");
        const string fence = "```";
        var chapter = page[page.IndexOf($"\n## {sample}\n", StringComparison.Ordinal)..];
        var block = chapter[(chapter.IndexOf(fence + "text\n", StringComparison.Ordinal) + fence.Length + "text\n".Length)..];
        return block[..block.IndexOf("\n" + fence, StringComparison.Ordinal)];
    }
}
