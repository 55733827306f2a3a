using System.Collections;
using MemoryProfiler.Hosting.Variables;
using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Tests.Hosting.Variables;

public sealed class OptionVariableTests
{
    [Fact]
    public void Without_variables_the_default_options_hold()
    {
        var options = Read(("PATH", "/bin"), ("MEMORYPROFILER", "on"), ("MEMORYPROFILER_REPORT", "-"));

        options.Clock.ShouldBe(AllocationClockKind.Direct);
        options.WorkingSetMode.ShouldBe(WorkingSetMode.Sampled);
        options.Metric.ShouldBe(MemoryMetric.WorkingSet);
        options.AvoidBackgroundCollections.ShouldBeFalse();
        options.Telemetry.ShouldBeTrue();
    }

    [Fact]
    public void Each_option_has_a_variable_in_any_case()
    {
        var options = Read(
            ("MEMORYPROFILER_OPTIONS__Clock", "Gc"),
            ("MemoryProfiler_Options__WORKINGSETMODE", " everyline "),
            ("MEMORYPROFILER_OPTIONS__metric", "USS"),
            ("MEMORYPROFILER_OPTIONS__AvoidBackgroundCollections", "TRUE"),
            ("MEMORYPROFILER_OPTIONS__BreakAbove", "1.5 gib"),
            ("MEMORYPROFILER_OPTIONS__Actions", "log, Throw"),
            ("MEMORYPROFILER_OPTIONS__WaitForDebugger", "true"),
            ("MEMORYPROFILER_OPTIONS__ReportPath", "/tmp/a.JSON"),
            ("MEMORYPROFILER_OPTIONS__LastReport", "last.txt"),
            ("MEMORYPROFILER_OPTIONS__LastReportAt", "0.75"),
            ("MEMORYPROFILER_OPTIONS__Telemetry", "False"),
            ("MEMORYPROFILER_OPTIONS__PrintTop", "40"),
            ("MEMORYPROFILER_OPTIONS__PrintFilter", "Shop.*;*.Import"),
            ("MEMORYPROFILER_OPTIONS__PrintSort", "calls"));

        options.Clock.ShouldBe(AllocationClockKind.Gc);
        options.WorkingSetMode.ShouldBe(WorkingSetMode.EveryLine);
        options.Metric.ShouldBe(MemoryMetric.Uss);
        options.AvoidBackgroundCollections.ShouldBeTrue();
        options.BreakAbove.ShouldBe("1.5 gib");
        options.Actions.ShouldBe(ThresholdActions.Log | ThresholdActions.Throw);
        options.WaitForDebugger.ShouldBeTrue();
        (options.ReportPath, options.LastReport, options.LastReportAt).ShouldBe(("/tmp/a.JSON", "last.txt", 0.75));
        options.Telemetry.ShouldBeFalse();
        (options.PrintTop, options.PrintFilter, options.PrintSort).ShouldBe((40, "Shop.*;*.Import", MethodSort.Calls));
    }

    [Theory]
    [InlineData("gc", AllocationClockKind.Gc)]
    [InlineData("direct", AllocationClockKind.Direct)]
    public void The_short_name_of_the_clock_counts_before_the_long_one(string value, AllocationClockKind expected)
    {
        var other = expected == AllocationClockKind.Gc ? "Direct" : "Gc";

        Read(("MEMORYPROFILER_OPTIONS__Clock", other), ("MEMORYPROFILER_CLOCK", value)).Clock.ShouldBe(expected);
    }

    [Fact]
    public void A_variable_set_to_nothing_is_as_if_it_were_not_set() =>
        Read(("MEMORYPROFILER_OPTIONS__Metric", "")).Metric.ShouldBe(MemoryMetric.WorkingSet);

    [Theory]
    [InlineData("MEMORYPROFILER_CLOCK", "sundial", "The environment variable MEMORYPROFILER_CLOCK=sundial is not understood: allowed are Direct and Gc. The default is used, Direct.")]
    [InlineData("MEMORYPROFILER_OPTIONS__WorkingSetMode", "Always", "The environment variable MEMORYPROFILER_OPTIONS__WorkingSetMode=Always is not understood: allowed are Sampled, EveryLine and Off. The default is used, Sampled.")]
    [InlineData("MEMORYPROFILER_OPTIONS__metric", "7", "The environment variable MEMORYPROFILER_OPTIONS__metric=7 is not understood: allowed are WorkingSet, PrivateBytes, Pss, Uss, ManagedHeap and None. The default is used, WorkingSet.")]
    [InlineData("MEMORYPROFILER_OPTIONS__Metric", "Pss, Uss", "The environment variable MEMORYPROFILER_OPTIONS__Metric=Pss, Uss is not understood: allowed are WorkingSet, PrivateBytes, Pss, Uss, ManagedHeap and None. The default is used, WorkingSet.")]
    [InlineData("MEMORYPROFILER_OPTIONS__AvoidBackgroundCollections", "1", "The environment variable MEMORYPROFILER_OPTIONS__AvoidBackgroundCollections=1 is not understood: allowed are true and false. The default is used, false.")]
    [InlineData("MEMORYPROFILER_OPTIONS__PrintTop", "-1", "The environment variable MEMORYPROFILER_OPTIONS__PrintTop=-1 is not understood: allowed are whole numbers from 0. The default is used, 25.")]
    [InlineData("MEMORYPROFILER_OPTIONS__WorkingSet", "Off", "The environment variable MEMORYPROFILER_OPTIONS__WorkingSet=Off names no option and is ignored: did you mean WorkingSetMode? There are Clock, WorkingSetMode, Metric, AvoidBackgroundCollections, BreakAbove, Actions, WaitForDebugger, ReportPath, LastReport, LastReportAt, Telemetry, PrintTop, PrintFilter and PrintSort.")]
    public void A_variable_that_is_not_understood_is_one_sentence_with_what_is_allowed(string name, string value, string sentence)
    {
        var options = OptionVariable.Read(new Hashtable { [name] = value }, out var faults);

        faults.ShouldBe([sentence]);
        (options.Clock, options.WorkingSetMode, options.Metric, options.AvoidBackgroundCollections)
            .ShouldBe((AllocationClockKind.Direct, WorkingSetMode.Sampled, MemoryMetric.WorkingSet, false));
    }

    [Theory]
    [InlineData("MEMORYPROFILER_REPROT", "-", "The environment variable MEMORYPROFILER_REPROT=- is not known and is ignored: did you mean MEMORYPROFILER_REPORT?")]
    [InlineData("MEMORYPROFILER_LOGS", "stderr", "The environment variable MEMORYPROFILER_LOGS=stderr is not known and is ignored: did you mean MEMORYPROFILER_LOG?")]
    [InlineData("MEMORYPROFILER_METRIC", "Pss", "The environment variable MEMORYPROFILER_METRIC=Pss is not known and is ignored: did you mean MEMORYPROFILER_REPORT?")]
    [InlineData("MEMORYPROFILER_OPTIONS_Metric", "Pss", "The environment variable MEMORYPROFILER_OPTIONS_Metric=Pss is not known and is ignored: did you mean MEMORYPROFILER_OPTIONS__Metric?")]
    [InlineData("MEMORYPROFILER", "maybe", "The environment variable MEMORYPROFILER=maybe is not understood: allowed are off (or 0, false, no) and on (or 1, true, yes). The default is used, on.")]
    [InlineData("MEMORYPROFILER_MAXALLOCATION", "ignore", "The environment variable MEMORYPROFILER_MAXALLOCATION=ignore is not understood: allowed are report and throw. The default is used, throw.")]
    [InlineData("MEMORYPROFILER_BASELINE", "write", "The environment variable MEMORYPROFILER_BASELINE=write is not understood: allowed are update and compare. The default is used, compare.")]
    [InlineData("MEMORYPROFILER_REPORT", "report.doc", "The environment variable MEMORYPROFILER_REPORT=report.doc is not understood: {a report}, or to - for the console. The default is used, none.")]
    public void A_variable_that_is_no_option_is_told_too(string name, string value, string sentence)
    {
        OptionVariable.Read(new Hashtable { [name] = value }, out var faults);

        faults.ShouldBe([sentence.Replace("{a report}", Formats.Allowed, StringComparison.Ordinal)]);
    }

    [Fact]
    public void Variables_that_are_known_and_those_of_others_are_not_told()
    {
        var variables = new Hashtable
        {
            ["MEMORYPROFILER"] = "no", ["MEMORYPROFILER_REPORT"] = "a.txt", ["MEMORYPROFILER_LOG"] = "stderr", ["MEMORYPROFILER_CLOCK"] = "gc",
            ["MEMORYPROFILER_MAXALLOCATION"] = "Report", ["MEMORYPROFILER_BASELINE"] = "update", ["MEMORYPROFILER_RESULTS"] = "results",
            ["MEMORY"] = "x", ["PATH"] = "/bin",
        };

        OptionVariable.Read(variables, out var faults);

        faults.ShouldBeEmpty();
    }

    static MemoryProfilerOptions Read(params (string Name, string Value)[] variables)
    {
        var all = new Hashtable();
        foreach (var (name, value) in variables)
            all.Add(name, value);
        var options = OptionVariable.Read(all, out var faults);
        faults.ShouldBeEmpty();
        return options;
    }
}
