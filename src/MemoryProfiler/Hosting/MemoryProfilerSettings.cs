using MemoryProfiler.Collecting;
using MemoryProfiler.Hosting;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement;
using MemoryProfiler.Probes;

namespace MemoryProfiler;

/// <summary>Sets the <see cref="MemoryProfilerOptions"/> of this process, before or while it is profiled. Safe from any thread.</summary>
public static class MemoryProfilerSettings
{
    static readonly object _gate = new();

    /// <summary>Changes options; what each property says tells from when on it counts.</summary>
    /// <param name="configure">
    /// Gets a copy of the options in force and sets what should differ. It runs once, at once, while other calls of this
    /// method wait; what it throws comes through, and nothing is changed then.
    /// </param>
    /// <exception cref="ArgumentNullException">There is no <paramref name="configure"/>.</exception>
    /// <exception cref="ArgumentException">A property has a value that its type does not name; nothing is changed.</exception>
    public static void Configure(Action<MemoryProfilerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        lock (_gate)
        {
            var options = InForce();
            configure(options);
            Check(options.Clock, nameof(options.Clock));
            Check(options.WorkingSetMode, nameof(options.WorkingSetMode));
            Check(options.Metric, nameof(options.Metric));
            using var own = OwnWork.Begin();
            var metric = CurrentSettings.MetricInForce;
            Apply(options);
            Probe.UseClock();
            if (metric != CurrentSettings.MetricInForce)
                Collector.RestartReadings();
            else
                WorkingSetTicker.Restart();
        }
    }

    /// <summary>Puts checked options in force for what is measured from now on.</summary>
    internal static void Apply(MemoryProfilerOptions options)
    {
        CurrentSettings.Clock = options.Clock;
        CurrentSettings.WorkingSetMode = options.WorkingSetMode;
        CurrentSettings.Metric = options.Metric;
        CurrentSettings.AvoidBackgroundCollections = options.AvoidBackgroundCollections;
        BatchMode.Apply(options.AvoidBackgroundCollections && ProfilerSwitch.IsOn);
    }

    static MemoryProfilerOptions InForce() => new()
    {
        Clock = CurrentSettings.Clock,
        WorkingSetMode = CurrentSettings.WorkingSetMode,
        Metric = CurrentSettings.Metric,
        AvoidBackgroundCollections = CurrentSettings.AvoidBackgroundCollections,
    };

    static void Check<T>(T value, string property)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentException($"The option {property} cannot be {value}: allowed are {OptionVariable.Listed(Enum.GetNames<T>())}.");
    }
}
