using System.Diagnostics;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler.Tests.Thresholds;

public sealed class MemoryThresholdsTests : IDisposable
{
    readonly List<MemoryThreshold> _rules = [];
    readonly List<ThresholdCrossing> _crossings = [];
    static readonly List<byte[]> _kept = new(32);

    // Or the line that uses it first would make it.
    public MemoryThresholdsTests() => _kept.Clear();

    public void Dispose()
    {
        _rules.ForEach(rule => rule.Remove());
        _kept.Clear();
    }

    [Fact]
    public void The_mark_of_a_plug_in_that_is_loaded_again_is_one_rule()
    {
        var method = MethodIds.Take(1);

        LineWatch.LimitMarked!(method, 1L << 40);
        LineWatch.LimitMarked!(method, 1L << 40);

        var rule = ThresholdRules.Armed.Where(rule => rule.Method == method).ShouldHaveSingleItem();
        _rules.Add(rule);
    }

    [Fact]
    public void A_line_visit_over_its_limit_is_named_with_its_exact_bytes()
    {
        var rule = Watch(ThresholdCondition.LineVisitAbove("2000 B"));

        Lines();

        var crossing = _crossings.ShouldHaveSingleItem();
        crossing.Method.ShouldBe("MemoryThresholdsTests.Lines()");
        crossing.Line.ShouldBe("_kept.Add(new byte[3_000]);");
        (crossing.Value, crossing.Limit).ShouldBe((3_024, 2_000));
        crossing.ThreadId.ShouldBe(Environment.CurrentManagedThreadId);
        crossing.ToString().ShouldBe($"MemoryThresholdsTests.Lines() at {crossing.File}:{crossing.LineNumber}: one visit of the line allocated 3,024 B, above the limit of 2,000 B.");
        (rule.IsArmed, rule.Crossings).ShouldBe((false, 1));
    }

    [Theory]
    [InlineData("5071 B", true)]
    [InlineData("5072 B", false)]
    public void A_limit_is_crossed_when_it_is_exceeded_by_one_byte(string size, bool expected)
    {
        Watch(ThresholdCondition.CallAbove(size));

        Lines();

        _crossings.Count.ShouldBe(expected ? 1 : 0);
    }

    [Fact]
    public void A_call_over_its_limit_is_named_at_the_line_that_exceeded_it()
    {
        Watch(ThresholdCondition.CallAbove("1 MB"));

        Loop(20);

        var crossing = _crossings.ShouldHaveSingleItem();
        crossing.Line.ShouldBe("_kept.Add(new byte[100_000]);");
        crossing.Value.ShouldBe((11 * 100_024));
    }

    [Fact]
    public void A_rule_acts_once_until_it_is_armed_again()
    {
        var rule = Watch(ThresholdCondition.LineVisitAbove("2000 B"));
        Lines();
        Lines();
        _crossings.Count.ShouldBe(1);

        rule.Rearm();
        Lines();
        Lines();

        (_crossings.Count, rule.Crossings).ShouldBe((2, 2));
    }

    [Fact]
    public void A_rule_that_was_removed_acts_no_more()
    {
        var rule = Watch(ThresholdCondition.LineVisitAbove("2000 B"));
        rule.Remove();

        Lines();

        _crossings.ShouldBeEmpty();
    }

    [Fact]
    public void The_managed_heap_is_seen_at_the_line_that_took_it_there()
    {
        Warm();
        Watch(ThresholdCondition.ManagedHeapAbove($"{GC.GetTotalMemory(forceFullCollection: true) + (5 << 20)} B"));

        Heap();

        var crossing = _crossings.ShouldHaveSingleItem();
        crossing.Line.ShouldBe("_kept.Add(new byte[10 << 20]);");
        (crossing.Value - crossing.Limit).ShouldBeInRange(4 << 20, 6 << 20);
    }

    [Fact]
    public void The_first_frame_of_the_users_is_the_line()
    {
        StackFrame? first = null;
        _rules.Add(MemoryThresholds.Add(ThresholdCondition.LineVisitAbove("2000 B"), ThresholdActions.None, crossing =>
        {
            _crossings.Add(crossing);
            first = new StackTrace(fNeedFileInfo: true).GetFrames().SkipWhile(frame => frame.GetMethod()?.Name != nameof(Lines)).First();
        }));

        Lines();

        first.ShouldNotBeNull().GetFileLineNumber().ShouldBe(_crossings.ShouldHaveSingleItem().LineNumber);
    }

    [Fact]
    public void What_the_callback_of_a_threshold_does_is_not_recorded_and_no_fault_of_it_comes_through()
    {
        _rules.Add(MemoryThresholds.Add(ThresholdCondition.LineVisitAbove("2000 B"), ThresholdActions.None, _ =>
        {
            _kept.Add(new byte[50_000]);
            Lines();
            using (MemoryScope.Enter("in a callback"))
                throw new TimeoutException();
        }));
        MemoryReport.Reset();

        Lines();

        var report = MemoryReport.Capture();
        var lines = report.Methods.Single(method => method.Name == "MemoryThresholdsTests.Lines()");
        (lines.Calls, lines.AllocatedBytes).ShouldBe((1, 5_072));
        report.Methods.ShouldNotContain(method => method.Name == "in a callback");
    }

    [Fact]
    public void A_scope_and_an_async_call_have_limits_too()
    {
        Watch(ThresholdCondition.CallAbove("2000 B"));
        using (MemoryScope.Enter("a block with a limit"))
            _kept.Add(new byte[3_000]);

        var crossing = _crossings.ShouldHaveSingleItem();
        (crossing.Method, crossing.Value).ShouldBe(("a block with a limit", 3_024));
    }

    [Fact]
    public void A_report_is_saved_where_the_rule_says()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "crossed-{pid}.json");
            _rules.Add(MemoryThresholds.Add(ThresholdCondition.LineVisitAbove("2000 B"), ThresholdActions.SaveReport, reportPath: path));
            MemoryReport.Reset();

            Lines();

            var report = ProfileReport.Load(path.Replace("{pid}", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            report.Methods.Single(method => method.Name == "MemoryThresholdsTests.Lines()").Lines
                .Single(line => line.Text.Contains("3_000")).AllocatedBytes.ShouldBe(3_024);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Crossings_are_told_to_who_listens_inside()
    {
        var heard = new List<ThresholdCrossing>();
        void Hear(ThresholdCrossing crossing) => heard.Add(crossing);
        ThresholdRules.Crossed += Hear;
        try
        {
            Watch(ThresholdCondition.LineVisitAbove("2000 B"));
            Lines();
        }
        finally
        {
            ThresholdRules.Crossed -= Hear;
        }
        heard.ShouldBe(_crossings);
    }

    [Fact]
    public void Many_idle_rules_add_no_bytes_to_any_line()
    {
        for (var i = 0; i < 10; i++)
            Watch(i % 2 == 0 ? ThresholdCondition.CallAbove("1 TB") : ThresholdCondition.WorkingSetAbove("1 TB"));
        Lines();
        MemoryReport.Reset();

        Lines();

        MemoryReport.Capture().Methods.Single(method => method.Name == "MemoryThresholdsTests.Lines()").AllocatedBytes.ShouldBe(5_072);
    }

    [Fact]
    public void A_threshold_whose_limit_is_none_is_one_sentence()
    {
        Should.Throw<ArgumentException>(() => MemoryThresholds.BreakAbove("10 XB")).Message.ShouldStartWith("\"10 XB\" is not a size: write a number and a unit");
        Should.Throw<ArgumentOutOfRangeException>(() => ThresholdCondition.ContainerShareAbove(90)).Message.ShouldStartWith("A share of the container's memory limit is above 0 and at most 1, for example 0.9 for 90 %.");
        Should.Throw<ArgumentException>(() => MemoryThresholds.Add(ThresholdCondition.CallAbove("1 KB"), reportPath: "report.doc")).Message.ShouldStartWith("A report cannot be saved as \"report.doc\": a report is written to a path that ends in .txt (the tables), .json (all figures), ");
    }

    [Profile]
    static void Lines()
    {
        _kept.Add(new byte[1_000]);
        _kept.Add(new byte[3_000]);
        _kept.Add(new byte[1_000]);
        _kept.Clear();
    }

    [Profile]
    static void Loop(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _kept.Add(new byte[100_000]);
        }
    }

    [Profile]
    static void Heap()
    {
        _kept.Add(new byte[1_000]);
        _kept.Add(new byte[10 << 20]);
        _kept.Add(new byte[1_000]);
    }

    static void Warm()
    {
        Heap();
        _kept.Clear();
    }

    MemoryThreshold Watch(ThresholdCondition condition)
    {
        _kept.Clear();
        var rule = MemoryThresholds.Add(condition, ThresholdActions.None, _crossings.Add);
        _rules.Add(rule);
        return rule;
    }
}
