using MemoryProfiler.Reports;
using MemoryProfiler.Thresholds;
using Shouldly;
using Xunit;

namespace MemoryProfiler.Tests.Thresholds;

/// <summary>Reports that nobody asked for at that moment are files as a whole.</summary>
public sealed class ReportPathTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("MemoryProfiler.").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_report_takes_the_place_of_an_older_one_and_leaves_no_other_file()
    {
        var path = Path.Combine(_folder, "report.json");
        File.WriteAllText(path, "an older one");
        var report = MemoryReport.Capture();

        ReportPath.Write(report, path);

        Directory.GetFiles(_folder).ShouldBe([path]);
        ProfileReport.Load(path).ShouldBe(report);
    }

    [Fact]
    public void A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        var path = Path.Combine(_folder, "report.json");
        var other = Path.Combine(_folder, "other", "real.json");
        Directory.CreateDirectory(Path.Combine(_folder, "other"));
        File.WriteAllText(other, "an older one");
        File.CreateSymbolicLink(path, other);
        var report = MemoryReport.Capture();

        ReportPath.Write(report, path);

        new FileInfo(path).LinkTarget.ShouldBe(other);
        ProfileReport.Load(other).ShouldBe(report);
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ShouldBe([other, path]);
    }

    [Fact]
    public void What_cannot_be_written_is_named_as_it_was_given()
    {
        var path = Path.Combine(_folder, "missing", "report.json");

        Should.Throw<IOException>(() => ReportPath.Write(MemoryReport.Capture(), path)).Message
            .ShouldStartWith($"The report cannot be written to \"{path}\": Could not find a part of the path '{path}'.");
        Should.Throw<ArgumentException>(() => ReportPath.Write(MemoryReport.Capture(), Path.Combine(_folder, "report.xml"))).Message
            .ShouldStartWith($"A report cannot be saved as \"{Path.Combine(_folder, "report.xml")}\": ");
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }
}
