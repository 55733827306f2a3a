using System.Diagnostics;
using System.Reflection;

namespace MemoryProfiler.Tests.Samples;

public sealed class AspectInjectorSampleTests
{
    [Fact]
    public void An_aspect_of_another_weaver_feeds_the_report_without_a_byte_of_its_own()
    {
        var report = Run();
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
    public void Turned_off_nothing_of_it_is_recorded()
    {
        var report = Run(("MEMORYPROFILER", "off"));
        report.Methods.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().ShouldStartWith("Nothing was recorded");
    }

    static ProfileReport Run(params (string Name, string Value)[] environment)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        var sample = typeof(AspectInjectorSampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "AspectInjectorSample").Value!;
        var start = new ProcessStartInfo("dotnet", [sample]) { RedirectStandardOutput = true };
        start.Environment["MEMORYPROFILER_REPORT"] = path;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
            return ProfileReport.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static MethodProfile Profile(ProfileReport report, string name) => report.Methods.Single(method => method.Name == name);
}
