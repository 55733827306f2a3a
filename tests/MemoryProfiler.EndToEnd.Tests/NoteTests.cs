namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>What was marked but could not be measured is named, with the mend.</summary>
public sealed class NoteTests
{
    [Fact]
    public async Task A_mark_in_a_library_that_was_not_woven_is_named_with_the_mend()
    {
        var report = (await CaseRun.Of("unwoven")).Report;

        report.Methods.ShouldBeEmpty();
        report.Notes.ShouldContain("Not woven: ForgottenLoader.Load() in MemoryProfiler.Unwoven. Its own project must reference the weaver (a reference through another project is not enough): dotnet add MemoryProfiler.Unwoven package MemoryProfiler.Fody. If it does, its build switched weaving off: take out MemoryProfilerEnabled=false or DisableFody=true, and build again.");
    }

    [Fact]
    public async Task A_library_that_was_not_loaded_is_not_named()
    {
        var report = (await CaseRun.Of("13")).Report;

        report.Notes.ShouldNotContain(note => note.StartsWith("Not woven", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_that_leaves_a_profiled_method_does_not_disturb_the_figures()
    {
        var report = (await CaseRun.Of("thrown")).Report;

        var parse = report.Method("Thrown.Parse(int row)");
        parse.Calls.ShouldBe(3);
        parse.Line("var cells").AllocatedBytes.ShouldBe(3 * 1024);
        parse.Line("throw").Occurrences.ShouldBe(1);
        parse.Line("return").Occurrences.ShouldBe(2);
        parse.Line("return").AllocatedBytes.ShouldBe(2 * 1024);
        var run = report.Method("Thrown.Run()");
        run.Line("Parse(row)").Occurrences.ShouldBe(3);
        run.Line("Parse(row)").AllocatedBytes.ShouldBe(parse.AllocatedBytes);
        run.Line("Parse(row)").SelfAllocatedBytes.ShouldBe(0);
        run.Line("GC.KeepAlive").AllocatedBytes.ShouldBe(2024);
    }
}
