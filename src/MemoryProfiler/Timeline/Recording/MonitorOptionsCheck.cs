namespace MemoryProfiler.Timeline.Recording;

/// <summary>Refuses options that nothing can be recorded with, in one sentence that names option, value and what is allowed.</summary>
static class MonitorOptionsCheck
{
    const int FewestSamples = 100;
    const int FewestSpans = 10;

    static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">One is not allowed.</exception>
    public static void Refuse(MemoryMonitorOptions options)
    {
        Check(nameof(options.Interval), options.Interval, options.Interval >= _shortest && options.Interval <= _longest, "allowed is 1 ms to a day");
        Check(nameof(options.Timeout), options.Timeout, options.Timeout is null || options.Timeout > TimeSpan.Zero, "allowed is more than nothing, or null");
        Check(nameof(options.MaxSamples), options.MaxSamples, options.MaxSamples >= FewestSamples, "allowed are 100 and more");
        Check(nameof(options.MaxSpans), options.MaxSpans, options.MaxSpans >= FewestSpans, "allowed are 10 and more");
        Check(nameof(options.Metrics), null, options.Metrics is not null, "allowed is a list of metrics");
        foreach (var metric in options.Metrics!)
            Check(nameof(options.Metrics), metric, Enum.IsDefined(metric), "allowed are the metrics that have a name");
        Check(nameof(options.TimeProvider), null, options.TimeProvider is not null, "allowed is any clock");
        Check(nameof(options.RecordTo), options.RecordTo, options.RecordTo is null || options.RecordTo.EndsWith(".dat", StringComparison.OrdinalIgnoreCase), "allowed are paths that end in .dat");
    }

    static void Check(string option, object? value, bool isAllowed, string allowed)
    {
        if (!isAllowed)
            throw new ArgumentException(FormattableString.Invariant($"The option {option} cannot be {value ?? "null"}: {allowed}."), nameof(option));
    }
}
