using System.Text.Json;
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

    [Fact]
    public async Task The_runner_of_xunit_takes_a_failed_assertion_for_a_failure_and_not_for_an_error()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start("UnitTests.Xunit", ["-automated", "-method", "*A_failure_names_the_line"], ("SHOW_A_FAILURE", "1"), ("MEMORYPROFILER_RESULTS", folder.Path));

        run.ExitCode.ShouldBe(1);
        var failed = run.Output.Split('\n').Where(line => line.StartsWith("{\"$type\":\"test-failed\"", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var message = JsonDocument.Parse(failed).RootElement;
        message.GetProperty("Cause").GetString().ShouldBe("Assertion");
        message.GetProperty("ExceptionTypes").EnumerateArray().Select(type => type.GetString()).ShouldBe(["MemoryProfiler.MemoryAssertException"]);
        message.GetProperty("Messages").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldNotBeNull()
            .ShouldStartWith("MemoryAssert.AllocatesAtMost: one call allocated 760 B, 660 B more than the limit of 100 B.\n");
    }

    // Up to the name of the file, which has the time in it. The hint of a Debug build names the test project.
    [GeneratedRegex(@"MemoryAssert\.AllocatesAtMost: .*?(?=Hint: |Full report: )", RegexOptions.Singleline)]
    private static partial Regex Message();
}
