namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>Who listens while programs run, and what else the profiler does meanwhile.</summary>
/// <param name="OwnActivities">Somebody listens to the activities of profiled calls.</param>
/// <param name="ProgramActivities">Somebody listens to the program's, so that calls run in one.</param>
/// <param name="Meter">Somebody listens to the meter.</param>
/// <param name="Diagnostics">Somebody listens to the diagnostic listener.</param>
/// <param name="Events">Somebody listens to the event source.</param>
/// <param name="Rules">Whether there are rules on memory, and whether they are crossed.</param>
/// <param name="Mode">When memory is read.</param>
/// <param name="Metric">What is read.</param>
sealed record Setting(bool OwnActivities, bool ProgramActivities, bool Meter, bool Diagnostics, bool Events, RuleUse Rules, WorkingSetMode Mode, MemoryMetric Metric)
{
    static readonly bool[] _either = [false, true];

    static readonly (WorkingSetMode Mode, MemoryMetric Metric)[] _readings =
    [
        (WorkingSetMode.Sampled, MemoryMetric.WorkingSet), (WorkingSetMode.EveryLine, MemoryMetric.WorkingSet),
        (WorkingSetMode.EveryLine, MemoryMetric.ManagedHeap), (WorkingSetMode.Sampled, MemoryMetric.None),
    ];

    /// <summary>Every combination.</summary>
    public static IEnumerable<Setting> All() =>
        from reading in _readings
        from rules in Enum.GetValues<RuleUse>()
        from own in _either
        from programs in _either
        from meter in _either
        from diagnostics in _either
        from events in _either
        select new Setting(own, programs, meter, diagnostics, events, rules, reading.Mode, reading.Metric);
}
