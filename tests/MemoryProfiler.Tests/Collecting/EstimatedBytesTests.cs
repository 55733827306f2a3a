using MemoryProfiler.Collecting;
using MemoryProfiler.Methods;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Tests.Collecting;

/// <summary>Reports on a runtime whose count of allocated bytes is not exact.</summary>
public class EstimatedBytesTests
{
    const string Note = "All allocated bytes are estimates, marked with ~: this runtime counts them in pieces and not object by object. Run the program on a runtime that counts exactly, such as .NET on a desktop or server, to see exact figures.";

    static readonly ProfileReport _estimated = Build(areBytesEstimated: true);

    [Fact]
    public void Every_line_says_that_it_is_not_exact_and_a_note_says_why()
    {
        _estimated.AreBytesEstimated.ShouldBeTrue();
        _estimated.Methods.ShouldHaveSingleItem().Lines.ShouldAllBe(line => !line.IsExact);
        _estimated.Notes.ShouldContain(Note);
    }

    [Fact]
    public void Every_figure_of_a_table_of_estimated_bytes_is_marked()
    {
        var table = _estimated.ToString();

        table.ShouldContain("Method:   Estimated   2 calls, ~3,000 B allocated\n");
        table.ShouldContain("     7                               ~3,000 B            2   MemoryScope.Enter(\"Estimated\")\n");
        table.ShouldContain("\n    ~3,000 B  ");
    }

    [Fact]
    public void The_page_and_the_file_say_that_bytes_are_estimated_too()
    {
        using var page = new StringWriter();
        _estimated.WriteTo(page, ReportFormat.Html);
        page.ToString().ShouldContain("\"estimated\":true,");
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        _estimated.Save(path);
        ProfileReport.Load(path).ShouldBe(_estimated);
        File.Delete(path);
    }

    [Fact]
    public void Where_the_count_is_exact_nothing_is_marked()
    {
        var exact = Build(areBytesEstimated: false);

        exact.AreBytesEstimated.ShouldBeFalse();
        exact.Notes.ShouldNotContain(Note);
        exact.ToString().ShouldContain("2 calls, 3,000 B allocated\n");
        exact.Methods[0].Lines[0].IsExact.ShouldBeTrue();
    }

    static ProfileReport Build(bool areBytesEstimated)
    {
        var totals = new MethodTotals(lineCount: 1);
        totals.Lines[0].Visits = 2;
        totals.Lines[0].Bytes = 3_000;
        var scope = new NamedScope("Estimated", "Estimated.cs", 7, 1_000_000);
        var builder = new ReportBuilder(new() { [scope.Method] = totals }, [], new MethodFigures(MemoryMetric.None, areBytesEstimated));
        builder.Add(scope);
        builder.Own(default, probes: 0, ledgerBytes: 0);
        return builder.Build(0, []);
    }
}
