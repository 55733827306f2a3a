using MemoryProfiler.Collecting;
using MemoryProfiler.Hosting.Configuration;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Collections;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Probes;
using MemoryProfiler.Settings;
using MemoryProfiler.Telemetry;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler;

/// <summary>Sets the <see cref="MemoryProfilerOptions"/> of this process, before or while it is profiled. Safe from any thread.</summary>
public static class MemoryProfilerSettings
{
    static readonly object _gate = new();
    static readonly MemoryProfilerOptions _inForce = new();

    /// <summary>Changes options; what each property says tells from when on it counts.</summary>
    /// <param name="configure">
    /// Gets a copy of the options in force and sets what should differ. It runs once, at once, while other calls of this
    /// method wait. What it throws comes through, and nothing is changed then.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no <paramref name="configure"/>.</exception>
    /// <exception cref="ArgumentException">A property has a value that is not allowed; nothing is changed.</exception>
    public static void Configure(Action<MemoryProfilerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        lock (_gate)
        {
            var options = InForce();
            configure(options);
            var check = new OptionsCheck().Validate(null, options);
            if (check.Failed)
                throw new ArgumentException(check.Failures!.First());
            Use(options);
        }
    }

    /// <summary>A copy of the options in force.</summary>
    internal static MemoryProfilerOptions InForce()
    {
        lock (_gate)
        {
            var copy = new MemoryProfilerOptions();
            copy.CopyFrom(_inForce);
            return copy;
        }
    }

    /// <summary>Puts checked options in force while the process may be profiled.</summary>
    internal static void Use(MemoryProfilerOptions options)
    {
        lock (_gate)
        {
            using var own = OwnWork.Begin();
            var metric = CurrentSettings.MetricInForce;
            Apply(options);
            Probe.UseClock();
            if (metric != CurrentSettings.MetricInForce)
                Collector.RestartReadings();
            else
                SampledMemory.Restart();
        }
    }

    /// <summary>Puts checked options in force for what is measured from now on.</summary>
    internal static void Apply(MemoryProfilerOptions options)
    {
        _inForce.CopyFrom(options);
        CurrentSettings.Clock = options.Clock;
        CurrentSettings.WorkingSetMode = options.WorkingSetMode;
        CurrentSettings.Metric = options.Metric;
        CurrentSettings.Actions = options.Actions;
        CurrentSettings.WaitForDebugger = options.WaitForDebugger;
        CurrentSettings.ReportPath = options.ReportPath;
        CurrentSettings.PrintTop = options.PrintTop;
        CurrentSettings.PrintFilter = options.PrintFilter;
        CurrentSettings.PrintSort = options.PrintSort;
        ThresholdRules.UseOptions(options.BreakAbove is { } size && ByteSize.TryParse(size, out var bytes, out _) ? bytes : null);
        LastReport.Use(options.LastReport, options.LastReportAt);
        var isSampled = options.WorkingSetMode == WorkingSetMode.Sampled && options.Metric != MemoryMetric.None && SampledMemory.CanTick;
        TelemetryStart.Use(options.Telemetry, entriesLook: isSampled || options.WorkingSetMode == WorkingSetMode.EveryLine);
        NoBackgroundCollections.UseOption(options.AvoidBackgroundCollections && ProfilerSwitch.IsOn);
    }
}
