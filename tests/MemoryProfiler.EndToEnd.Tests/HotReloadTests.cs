namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Methods that get a new body while the program runs are named: new bodies have no probes.</summary>
public sealed class HotReloadTests
{
    const string Program = "MemoryProfiler.HotReload";
    static readonly (string, string) _editable = ("DOTNET_MODIFIABLE_ASSEMBLIES", "debug");

    [Fact]
    public async Task Replaced_methods_are_named_and_their_figures_are_those_up_to_then()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(Program,
            [folder.Path, "file", "Plain", "Later", "Lambda", "NeverCalled", "Running", "Unmarked", "Generic"], _editable);

        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("Plain 1000\nUntouched 2000\nLater 3000\nLambda 4000\nUnmarked 7000\nGeneric 8000\nPlain 1001\nUntouched 2000\nLater 3001\nLambda 4001\nUnmarked 7001\nGeneric 8001\n");
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Notes.ShouldContain(
            "Replaced while the program ran (hot reload): Edited.Plain() (Edited.cs:7), Edited.Later() (Edited.cs:19), Edited.Lambda() (Edited.cs:26), Edited.NeverCalled() (Edited.cs:33), Edited.Running(Action inside) (Edited.cs:39), Edited.Nested<T>.Generic() (Edited.cs:53). What new bodies allocate is not recorded, so the figures are those up to then, marked with >=. Start the program again to measure the new ones.");
        report.Notes.ShouldNotContain(note => note.StartsWith("Never called", StringComparison.Ordinal));
        Replaced(report, "Edited.Plain()", "return", 1024);
        Replaced(report, "Edited.Later()", "return", 3024);
        Replaced(report, "Edited.Running(Action inside)", "return", 6024);
        Replaced(report, "Edited.Nested<T>.Generic()", "return", 8024);
        report.Method("Edited.Lambda()").Calls.ShouldBe(1);
        var untouched = report.Method("Edited.Untouched()");
        untouched.Calls.ShouldBe(3);
        untouched.Line("return").ShouldSatisfyAllConditions(line => line.AllocatedBytes.ShouldBe(3 * 2024), line => line.IsExact.ShouldBeTrue());
        var text = await File.ReadAllTextAsync(folder.File("report.txt"), TestContext.Current.CancellationToken);
        text.ShouldContain("    >=1,024 B            1       return new byte[1000];\n");
        text.ShouldContain("      6,072 B            3       return new byte[2000];\n");
    }

    [Fact]
    public async Task A_method_that_nobody_profiles_may_be_replaced_without_a_word()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(Program, [folder.Path, "file", "Unmarked"], _editable);

        run.Output.ShouldContain("Unmarked 7001");
        var report = ProfileReport.Load(folder.File("report.json"));
        report.Notes.ShouldNotContain(note => note.Contains("hot reload", StringComparison.Ordinal));
        report.Method("Edited.Plain()").Line("return").AllocatedBytes.ShouldBe(3 * 1024);
    }

    [Fact]
    public async Task Where_the_assembly_has_no_file_the_report_says_that_it_does_not_know_which()
    {
        using var folder = new TemporaryFolder();

        var run = await Programs.Start(Program, [folder.Path, "memory", "Plain"], _editable);

        run.Output.ShouldContain("Plain 1001");
        ProfileReport.Load(folder.File("report.json")).Notes.ShouldContain(
            "Methods of Edited were replaced while the program ran (hot reload), and their new bodies are not recorded. Which they are cannot be told without the file that the assembly was loaded from. Start the program again to measure them.");
    }

    static void Replaced(ProfileReport report, string method, string line, long bytes)
    {
        var profile = report.Method(method);
        profile.Calls.ShouldBe(1, method);
        profile.Line(line).AllocatedBytes.ShouldBe(bytes, method);
        profile.Line(line).IsExact.ShouldBeFalse(method);
    }
}
