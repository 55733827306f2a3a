using System.Diagnostics.Metrics;
using MemoryProfiler.Benchmarks.Harness;
using MemoryProfiler.Benchmarks.Results;

namespace MemoryProfiler.Benchmarks.Sections;

/// <summary>What telemetry costs that nobody listens to.</summary>
static class IdleTelemetry
{
    static readonly (string Name, Action Work)[] _works =
    [
        ("entry and exit", Builds.Woven.Loops["enter"]),
        ("entry and exit, the caller is profiled too", Builds.Woven.Loops["enter nested"]),
        ("entry, one line and exit", Builds.Woven.Loops["enter line"]),
        ("word count", Builds.Woven.Programs["word count"]),
        ("fib(20)", Builds.Woven.Programs["fib(20)"]),
    ];

    static bool _isWanted = true;

    /// <summary>Measures and makes the table.</summary>
    public static ResultTable Measure(Effort effort)
    {
        // It is switched once a batch.
        var longer = effort with { Batch = 20 * effort.Batch, Rounds = Math.Max(3, effort.Rounds / 4) };
        var before = Compare(longer);
        Listen(_works[0].Work);
        var after = Compare(longer);
        Row[] rows =
        [
            .. _works.Select((work, i) => Line(work.Name, "never", before[i])),
            .. _works.Select((work, i) => Line(work.Name, "came and went", after[i])),
        ];
        return new ResultTable(
            "Telemetry without a listener",
            "Profiled calls that nobody listens to, in proportion to the same with the option `Telemetry=false`; before anyone ever listened in this process, and after a listener to the meter came and went.",
            ["what", "a listener", "× without telemetry", "spread"],
            rows);
    }

    static Row Line(string name, string listener, Ratio ratio) =>
        new([name, listener, ratio.ToString(), ratio.Spread], ratio.Value, Goal.AtMost(1.02));

    static Ratio[] Compare(Effort effort)
    {
        var times = Interleaved.Run(effort, [.. _works.SelectMany(work => new[] { With(false, work.Work), With(true, work.Work) })]);
        Want(true);
        return [.. _works.Select((_, i) => Ratio.Of(times[(2 * i) + 1], times[2 * i]))];
    }

    static Action With(bool isWanted, Action work) => () =>
    {
        Want(isWanted);
        work();
    };

    static void Want(bool isWanted)
    {
        if (isWanted == _isWanted)
            return;
        _isWanted = isWanted;
        MemoryProfilerSettings.Configure(options => options.Telemetry = isWanted);
    }

    /// <summary>Listens until a call was heard, and no longer.</summary>
    static void Listen(Action work)
    {
        var isHeard = false;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, who) =>
        {
            if (instrument.Meter.Name == "MemoryProfiler")
                who.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => isHeard = true);
        listener.Start();
        while (!isHeard)
            work();
    }
}
