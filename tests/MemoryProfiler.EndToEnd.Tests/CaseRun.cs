namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>A finished run of one of the cases: its report as other programs read it and as people do.</summary>
sealed record CaseRun(ProfileReport Report, string Text)
{
    public const string Program = "MemoryProfiler.Cases";

    public static async Task<CaseRun> Of(string name, params (string Name, string Value)[] environment)
    {
        using var folder = new TemporaryFolder();
        var run = await Programs.Start(Program, [name, folder.File("report.json")], environment);
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(0);
        return new CaseRun(ProfileReport.Load(folder.File("report.json")), await File.ReadAllTextAsync(folder.File("report.txt")));
    }
}
