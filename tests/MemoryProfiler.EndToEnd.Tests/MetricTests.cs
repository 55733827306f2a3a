namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>Which memory of the process is read, and when.</summary>
public sealed class MetricTests
{
    const double MiB = 1 << 20;
    const double Tolerance = 4;
    const string Mode = "MEMORYPROFILER_OPTIONS__WorkingSetMode";
    const string Metric = "MEMORYPROFILER_OPTIONS__Metric";

    [Theory]
    [InlineData(MemoryMetric.WorkingSet, "working set", 0, 64, 0, -64)]
    [InlineData(MemoryMetric.PrivateBytes, "private bytes", 64, 0, 32, -64)]
    [InlineData(MemoryMetric.Pss, "PSS", 0, 64, 0, -64)]
    [InlineData(MemoryMetric.Uss, "USS", 0, 64, 0, -64)]
    [InlineData(MemoryMetric.ManagedHeap, "managed heap", 0, 0, 32, 0)]
    public async Task At_every_line_each_metric_moves_on_the_line_that_moved_it(
        MemoryMetric metric, string words, double reserved, double written, double managed, double freed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems count reserved memory differently, and have no PSS.");

        var run = await CaseRun.Of("kinds", (Mode, "EveryLine"), (Metric, metric.ToString()));

        run.Report.Metric.ShouldBe(metric);
        var method = run.Report.Method("MemoryKinds.Run()");
        Increment(method.Line("var native")).ShouldBe(reserved, Tolerance);
        Increment(method.Line("Touch")).ShouldBe(written, Tolerance);
        Increment(method.Line("var managed")).ShouldBe(managed, Tolerance);
        Increment(method.Line("Marshal.Free")).ShouldBe(freed, Tolerance);
        (method.WorkingSetIncrementBytes.ShouldNotBeNull() / MiB).ShouldBe(reserved + written + managed + freed, Tolerance);
        method.Line("var managed").AllocatedBytes.ShouldBe(33_554_456);
        run.Text.ShouldContain($" MiB {words}\n\nLine #    Mem usage ");
        run.Text.Contains($"\nMem usage and Increment: {words} of the process.\nProfiler: ", StringComparison.Ordinal).ShouldBe(metric != MemoryMetric.WorkingSet);
    }

    [Theory]
    [InlineData(Mode, "off", "Mem usage and Increment are blank: the option WorkingSetMode is Off. Set Sampled or EveryLine to see them.")]
    [InlineData(Metric, "none", "Mem usage and Increment are blank: the option Metric is None. Set another one to see them.")]
    public async Task Without_readings_both_columns_are_blank_and_a_note_says_why(string variable, string value, string note)
    {
        var run = await CaseRun.Of("13", (variable, value));

        run.Report.Metric.ShouldBe(MemoryMetric.None);
        run.Report.Notes.ShouldContain(note);
        var pipeline = run.Report.Method("Case13.Pipeline()");
        pipeline.WorkingSetIncrementBytes.ShouldBeNull();
        pipeline.Lines.ShouldAllBe(line => line.WorkingSetBytes == null && line.WorkingSetIncrementBytes == null);
        pipeline.Line("var b").AllocatedBytes.ShouldBe(52_428_824);
        run.Text.ShouldContain("Method:   Case13.Pipeline()   1 call, 80.0 MiB allocated (0 B self)\n\n");
        run.Text.ShouldContain("    14                               50.0 MiB            1       var b = Load(50);\n");
    }

    [Fact]
    public async Task A_metric_that_changes_meanwhile_begins_anew_and_leaves_the_bytes_alone()
    {
        var report = (await CaseRun.Of("metric")).Report;

        report.Metric.ShouldBe(MemoryMetric.ManagedHeap);
        var run = report.Method("OtherMetric.Run()");
        run.Line("_kept = new").AllocatedBytes.ShouldBe(33_554_456);
        run.Line("_kept = new").WorkingSetBytes.ShouldBeNull();
        run.Line("_more").AllocatedBytes.ShouldBe(16_777_240);
        Increment(run.Line("_more")).ShouldBe(16, 1);
        Increment(run.Line("_kept = null")).ShouldBe(0, 1);
        Increment(run.Line("GC.Collect")).ShouldBe(-32, 1);
        (run.WorkingSetIncrementBytes.ShouldNotBeNull() / MiB).ShouldBe(-16, 1);
    }

    static double Increment(LineProfile line) => line.WorkingSetIncrementBytes.ShouldNotBeNull() / MiB;
}
