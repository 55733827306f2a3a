namespace MemoryProfiler.EndToEnd.Tests;

public sealed class AspectInjectorSampleTests
{
    [Fact]
    public async Task An_aspect_of_another_weaver_feeds_the_report_without_a_byte_of_its_own()
    {
        var report = await Run();
        var import = Profile(report, "Import");
        var parse = Profile(report, "Parse");
        var sort = Profile(report, "sort");
        var check = Profile(report, "Check");
        parse.Calls.ShouldBe(3);
        parse.AllocatedBytes.ShouldBe(3 * 1_024);
        parse.MaxAllocatedBytes.ShouldBe(1_024);
        parse.File.ShouldBe("MeasuredAttribute.cs");
        sort.AllocatedBytes.ShouldBe(48);
        sort.File.ShouldBe("Orders.cs");
        check.Calls.ShouldBe(1);
        check.AllocatedBytes.ShouldBe(0);
        // Its array of orders; Around's delegate and arguments in its caller, and once the instance of that aspect.
        import.SelfAllocatedBytes.ShouldBe(48 + 96 + 24);
        import.AllocatedBytes.ShouldBe(48 + 96 + 24 + 48 + (3 * 1_024));
    }

    [Fact]
    public async Task An_aspect_of_another_weaver_records_nothing_with_the_profiler_turned_off()
    {
        var report = await Run(("MEMORYPROFILER", "off"));
        report.Methods.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().ShouldStartWith("Nothing was recorded");
    }

    static async Task<ProfileReport> Run(params (string Name, string Value)[] environment)
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("report.json");
        var run = await Programs.Start("AspectInjectorSample", [], [("MEMORYPROFILER_REPORT", report), .. environment]);
        run.ExitCode.ShouldBe(0);
        return ProfileReport.Load(report);
    }

    static MethodProfile Profile(ProfileReport report, string name) => report.Methods.Single(method => method.Name == name);
}
