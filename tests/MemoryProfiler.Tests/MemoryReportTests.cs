using System.Runtime.CompilerServices;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests;

public sealed class MemoryReportTests
{
    const int BytesOfOneArray = 1_024;

    [Fact]
    public void A_report_taken_inside_a_profiled_method_has_it_up_to_now()
    {
        MemoryReport.Reset();
        var method = Method(ReportsInTheMiddle(), nameof(ReportsInTheMiddle));
        method.Calls.ShouldBe(1);
        method.AllocatedBytes.ShouldBe(3 * BytesOfOneArray);
        method.MinAllocatedBytes.ShouldBe(3 * BytesOfOneArray);
        method.MaxAllocatedBytes.ShouldBe(3 * BytesOfOneArray);
        Line(method, "MemoryReport.Capture()").AllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public void What_a_report_allocates_is_on_no_line()
    {
        MemoryReport.Reset();
        PrintsTwice();
        var method = Method(MemoryReport.Capture(), nameof(PrintsTwice));
        method.AllocatedBytes.ShouldBe(0);
        method.Lines.Sum(line => line.AllocatedBytes).ShouldBe(0);
    }

    [Fact]
    public void A_writer_that_is_profiled_itself_is_on_no_line_either()
    {
        MemoryReport.Reset();
        PrintsTo(new ProfiledWriter());
        var report = MemoryReport.Capture();
        var method = Method(report, nameof(PrintsTo));
        method.AllocatedBytes.ShouldBe(0);
        method.SelfAllocatedBytes.ShouldBe(0);
        report.Methods.ShouldNotContain(m => m.Name.StartsWith(nameof(ProfiledWriter), StringComparison.Ordinal));
    }

    [Fact]
    public void Callers_up_the_stack_have_what_their_running_callee_allocated_so_far()
    {
        MemoryReport.Reset();
        ProfileReport? report = null;
        Outer(() => report = MemoryReport.Capture());
        var outer = Method(report.ShouldNotBeNull(), nameof(Outer));
        var inner = Method(report, nameof(Inner));
        inner.AllocatedBytes.ShouldBe(BytesOfOneArray);
        outer.AllocatedBytes.ShouldBe(2 * BytesOfOneArray);
        outer.SelfAllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(outer, "Inner(inTheMiddle);").AllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(outer, "Inner(inTheMiddle);").SelfAllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public void Another_threads_open_calls_are_included_up_to_its_last_probe_and_marked()
    {
        MemoryReport.Reset();
        using var inside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var thread = new Thread(() => Outer(() =>
        {
            inside.Set();
            go.Wait();
        }));
        thread.Start();
        inside.Wait(TestContext.Current.CancellationToken);
        var report = MemoryReport.Capture();
        go.Set();
        thread.Join();

        var outer = Method(report, nameof(Outer));
        outer.Calls.ShouldBe(1);
        outer.AllocatedBytes.ShouldBe(2 * BytesOfOneArray);
        Line(outer, "Inner(inTheMiddle);").AllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(outer, "Inner(inTheMiddle);").IsExact.ShouldBeFalse();
        Line(outer, "new byte[1000]").IsExact.ShouldBeTrue();
        Line(Method(report, nameof(Inner)), "inTheMiddle();").IsExact.ShouldBeFalse();
    }

    [Fact]
    public void After_a_reset_only_what_follows_counts_also_in_calls_that_were_running()
    {
        MemoryReport.Reset();
        Outer(MemoryReport.Reset);
        var report = MemoryReport.Capture();
        var outer = Method(report, nameof(Outer));
        outer.Calls.ShouldBe(0);
        outer.AllocatedBytes.ShouldBe(BytesOfOneArray);
        (outer.MinAllocatedBytes, outer.MaxAllocatedBytes).ShouldBe((0, 0));
        Line(outer, "after").AllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(outer, "before").AllocatedBytes.ShouldBe(0);
        Line(outer, "Inner(inTheMiddle);").AllocatedBytes.ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_was_running_at_a_reset_is_in_no_extreme_when_it_goes_on_elsewhere_or_step_by_step()
    {
        await Later(MemoryReport.Reset);
        var report = MemoryReport.Capture();
        var later = Method(report, nameof(Later));
        (later.Calls, later.MaxAllocatedBytes, Line(later, "after").AllocatedBytes).ShouldBe((0, 0, BytesOfOneArray));

        foreach (var step in Steps())
        {
            if (step == 1)
                MemoryReport.Reset();
        }
        var steps = Method(MemoryReport.Capture(), nameof(Steps));
        (steps.Calls, steps.MaxAllocatedBytes, Line(steps, "second").AllocatedBytes).ShouldBe((0, 0, BytesOfOneArray));

        await Later(() => { });
        Steps().Count().ShouldBe(2);
        report = MemoryReport.Capture();
        Method(report, nameof(Later)).MaxAllocatedBytes.ShouldBe(Method(report, nameof(Later)).AllocatedBytes);
        Method(report, nameof(Steps)).MaxAllocatedBytes.ShouldBe(2 * BytesOfOneArray);
    }

    [Fact]
    public void A_reset_forgets_the_extremes_of_earlier_calls()
    {
        MemoryReport.Reset();
        Sized(5_000);
        MemoryReport.Reset();
        Sized(1_000);
        Sized(2_000);
        var method = Method(MemoryReport.Capture(), nameof(Sized));
        method.Calls.ShouldBe(2);
        method.MinAllocatedBytes.ShouldBe(1_024);
        method.MaxAllocatedBytes.ShouldBe(2_024);
    }

    [Fact]
    public void A_call_over_its_limit_is_named()
    {
        MemoryReport.Reset();
        Limited(1_000);
        MemoryReport.Capture().Notes.ShouldNotContain(note => note.StartsWith("Over its limit", StringComparison.Ordinal));
        Limited(3_000);
        MemoryReport.Capture().Notes.ShouldContain(
            "Over its limit: a call of MemoryReportTests.Limited(int length) allocated 3,024 B, more than its limit of 2,048 B.");
    }

    [Fact]
    public void A_method_that_was_called_before_a_reset_is_not_said_to_be_never_called()
    {
        Sized(1_000);
        MemoryReport.Reset();

        MemoryReport.Capture().Notes.ShouldContain(note => note.StartsWith("Not called since MemoryReport.Reset(): ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_method_left_by_an_exception_is_reported_like_any_other()
    {
        MemoryReport.Reset();
        Should.Throw<InvalidOperationException>(() => Throws());
        var method = Method(MemoryReport.Capture(), nameof(Throws));
        method.Calls.ShouldBe(1);
        Line(method, "new byte[1000]").AllocatedBytes.ShouldBe(BytesOfOneArray);
        Line(method, "throw").Occurrences.ShouldBe(1);
        Line(method, "return").Occurrences.ShouldBe(0);
    }

    [Fact]
    public void A_report_printed_without_a_writer_is_a_clear_exception() =>
        Should.Throw<ArgumentNullException>(() => MemoryReport.Print((TextWriter)null!)).ParamName.ShouldBe("writer");

    [Fact]
    public void What_the_options_of_a_print_run_is_on_no_line()
    {
        MemoryReport.Reset();
        PrintsWith(o => o.Top = Limited(5_000));
        var report = MemoryReport.Capture();
        Method(report, nameof(PrintsWith)).AllocatedBytes.ShouldBe(0);
        report.Methods.ShouldNotContain(m => m.Name.StartsWith($"{nameof(MemoryReportTests)}.{nameof(Limited)}(", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_throw_are_heard_and_recording_goes_on()
    {
        MemoryReport.Reset();
        Should.Throw<ArgumentOutOfRangeException>(() => PrintsWith(o => o.Top = -1));
        Sized(1_000);
        Method(MemoryReport.Capture(), nameof(Sized)).AllocatedBytes.ShouldBe(1_024);
    }

    [Profile]
    static async Task Later(Action inTheMiddle)
    {
        GC.KeepAlive(new byte[1000]); // before
        await Task.Yield();
        inTheMiddle();
        GC.KeepAlive(new byte[1000]); // after
    }

    [Profile]
    static IEnumerable<int> Steps()
    {
        GC.KeepAlive(new byte[1000]); // first
        yield return 1;
        GC.KeepAlive(new byte[1000]); // second
        yield return 2;
    }

    [Profile]
    static ProfileReport ReportsInTheMiddle()
    {
        var kept = new byte[3][];
        for (var i = 0; i < 3; i++)
            kept[i] = new byte[1000 - (i == 0 ? 48 : 0)];
        var report = MemoryReport.Capture();
        GC.KeepAlive(kept);
        return report;
    }

    [Profile]
    static void PrintsTwice()
    {
        MemoryReport.Print(TextWriter.Null);
        MemoryReport.Print(TextWriter.Null);
    }

    [Profile]
    static void PrintsTo(TextWriter writer) => MemoryReport.Print(writer);

    [Profile]
    static void PrintsWith(Action<ReportPrintOptions> configure) => MemoryReport.Print(TextWriter.Null, configure);

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Outer(Action inTheMiddle)
    {
        GC.KeepAlive(new byte[1000]); // before
        Inner(inTheMiddle);
        GC.KeepAlive(new byte[1000]); // after
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Inner(Action inTheMiddle)
    {
        GC.KeepAlive(new byte[1000]);
        inTheMiddle();
    }

    [Profile]
    static void Sized(int length) => GC.KeepAlive(new byte[length]);

    [Profile(MaxAllocated = "2 KB")]
    static int Limited(int length) => new byte[length].Length;

    [Profile]
    static int Throws()
    {
        var a = new byte[1000];
        if (a.Length == 1000)
            throw new InvalidOperationException("boom");
        return a.Length;
    }

    static MethodProfile Method(ProfileReport report, string name) =>
        report.Methods.Single(m => m.Name.StartsWith($"{nameof(MemoryReportTests)}.{name}(", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) =>
        method.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal));
}
