using System.Text.RegularExpressions;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The sample tests under their own runners. With the deliberate failure shown, the other five still pass.</summary>
public sealed partial class SampleUnitTests
{
    [Theory]
    [InlineData("UnitTests.Xunit")]
    [InlineData("UnitTests.NUnit")]
    [InlineData("UnitTests.MSTest")]
    public async Task Five_assertions_pass_and_the_failure_names_the_guilty_line(string project)
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Test(project, ("SHOW_A_FAILURE", "1"), ("MEMORYPROFILER_RESULTS", folder.Path));

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Failed:     1, Passed:     5,");
        var message = Message().Match(run.Output).Value.Replace(folder.Path, "{folder}", StringComparison.Ordinal);
        message.ShouldBeApproved();
        SampleChapters.Shown("UnitTests").ShouldStartWith(message.ReplaceLineEndings("\n"));
        var report = Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).ShouldContain("Method:   PriceList.Parse(string text)   1 call, 760 B allocated");
    }

    // Up to the name of the file, which has the time in it. The hint of a Debug build names the test project.
    [GeneratedRegex(@"MemoryAssert\.AllocatesAtMost: .*?(?=Hint: |Full report: )", RegexOptions.Singleline)]
    private static partial Regex Message();
}
