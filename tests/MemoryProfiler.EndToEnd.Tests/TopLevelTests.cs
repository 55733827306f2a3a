namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Top-level statements are marked by <c>[Profile] partial class Program;</c>, compiled either way.</summary>
public sealed class TopLevelTests
{
    [Theory]
    [InlineData("MemoryProfiler.TopLevel")]
    [InlineData("MemoryProfiler.TopLevel.Optimized")]
    public async Task Top_level_lines_are_rows_and_a_method_never_called_is_named_with_the_mend(string program)
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(program, [folder.File("report.json")]);

        run.ShouldBe(new ProgramRun(0, "", ""));
        var report = ProfileReport.Load(folder.File("report.json"));
        var main = report.Method("Program (top-level statements)");
        main.Calls.ShouldBe(1);
        main.Line("var block =").AllocatedBytes.ShouldBe(1_000_024);
        main.Line("for").Occurrences.ShouldBe(4);
        main.Line("blocks.Add").Occurrences.ShouldBe(3);
        // Three arrays, and the list's first array of four.
        main.Line("blocks.Add").AllocatedBytes.ShouldBe((3 * 1024) + 56);
        main.Line("GC.KeepAlive").AllocatedBytes.ShouldBe(0);
        main.Line("MemoryReport.Save").Occurrences.ShouldBe(1);
        report.Notes.Where(note => !note.StartsWith("Built without optimisation", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldMatch(
            @"^Never called: Unreached\.Load\(\) \(.*Unreached\.cs:6\)\. Call what you want to see before the report, or take \[Profile\] off\.$");
    }

    [Theory]
    [InlineData("MemoryProfiler.TopLevel")]
    [InlineData("MemoryProfiler.TopLevel.Optimized")]
    public async Task Marked_local_functions_and_lambdas_have_their_own_names_and_begin_with_their_marks(string program)
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(program, [folder.File("report.json")]);

        run.ShouldBe(new ProgramRun(0, "", ""));
        var report = ProfileReport.Load(folder.File("report.json"));
        foreach (var (name, first) in new[]
        {
            ("Build(int n)", "[Profile]"),
            ("BuildAsync(int n)", "[Profile]"),
            ("lambda(int n)", "var made = [Profile] (int n) =>"),
            ("lambda(int length)", "var grown = [Profile] async Task<int> (int length) => (await BuildAsync(length)).Length;"),
        })
        {
            var method = report.Method(name);
            (method.FullName, method.Calls, method.Lines[0].Text).ShouldBe((name, 1, first));
        }
        report.Method("lambda(int n)").Line("return new byte[n];").AllocatedBytes.ShouldBe(1_024);
        report.Method("Build(int n)").Line("list.Add").Occurrences.ShouldBe(2);
    }
}
