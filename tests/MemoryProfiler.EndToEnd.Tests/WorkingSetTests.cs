namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Resident memory, where the platform tells: never to the byte, as the runtime's own pages come and go.</summary>
public sealed class WorkingSetTests
{
    const double MiB = 1 << 20;
    const double Tolerance = 4;

    [Fact]
    public async Task What_a_collection_gives_back_shows_on_its_line()
    {
        var run = (await CaseRun.Of("collection")).Report.Method("Collection.Run()");
        Assert.SkipWhen(run.WorkingSetIncrementBytes is null, "This platform gives no working set.");

        Increment(run.Line("Fill()")).ShouldBe(64, Tolerance);
        Increment(run.Line("_kept = null")).ShouldBe(0, Tolerance);
        Increment(run.Line("GC.Collect")).ShouldBe(-64, Tolerance);
        run.Line("GC.Collect").AllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_data_frame_is_largest_at_the_multiplication_and_shrinks_at_each_collection()
    {
        using var folder = new TemporaryFolder();
        var program = await Programs.Start("DataFrame", [], ("MEMORYPROFILER_REPORT", folder.File("report.json")));
        program.Error.ShouldBeEmpty();
        program.ExitCode.ShouldBe(0);
        var total = ProfileReport.Load(folder.File("report.json")).Method("Sales.Total()");
        Assert.SkipWhen(total.WorkingSetIncrementBytes is null, "This platform gives no working set.");

        // id and price are 8 bytes a row, qty 4, flag 1, total 8: in MiB for 4,000,000 rows.
        Increment(total.Line("sales.AddNumbers")).ShouldBe(30.5, Tolerance);
        Increment(total.Line("sales.AddProduct")).ShouldBe(30.5, Tolerance);
        var highest = total.Lines.Max(line => line.WorkingSetBytes).ShouldNotBeNull();
        ((highest - total.Line("sales.AddProduct").WorkingSetBytes.ShouldNotBeNull()) / MiB).ShouldBe(0, 1);
        total.Lines("sales.Remove").ShouldAllBe(line => Math.Abs(Increment(line)) < 1 && line.AllocatedBytes == 0);
        // price and qty; the wide id and flag; total and the narrow id.
        total.Lines("Collect()").Select(Increment).ShouldBe([-45.8, -34.3, -45.8], Tolerance);
    }

    static double Increment(LineProfile line) => line.WorkingSetIncrementBytes.ShouldNotBeNull() / MiB;
}
