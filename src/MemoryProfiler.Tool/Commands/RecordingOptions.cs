using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Tool.Recording;

namespace MemoryProfiler.Tool.Commands;

/// <summary>The options of the verbs that record.</summary>
sealed class RecordingOptions
{
    // Of another process only these can be read.
    static readonly Dictionary<string, MemoryMetric> _metrics = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rss"] = MemoryMetric.WorkingSet,
        ["pss"] = MemoryMetric.Pss,
        ["uss"] = MemoryMetric.Uss,
        ["private"] = MemoryMetric.PrivateBytes,
    };

    const int SamplesOfOne = 200_000;
    const int SamplesOfEach = 20_000;
    const double DefaultInterval = 0.1;

    readonly Option<string> _interval = new("--interval", "-T") { Description = "Seconds between two samples, 0.1 by default, at least 0.001.", HelpName = "seconds" };
    readonly Option<bool> _children = new("--include-children", "-C") { Description = "Adds the memory of child processes." };
    readonly Option<bool> _each = new("--multiprocess", "-M") { Description = "Records each child process as a curve of its own." };
    readonly Option<string> _timeout = new("--timeout", "-t") { Description = "Ends the recording after this many seconds.", HelpName = "seconds" };
    readonly Option<string> _output = new("--output", "-o") { Description = "The file: .dat, or .json with all metrics. By default mprofile_<date and time>.dat.", HelpName = "file" };
    readonly Option<string> _metric = new("--metric") { Description = "What is read: rss (by default), pss, uss or private; several with commas, of which a .dat has the first.", HelpName = "metric" };

    Option[] All => [_interval, _children, _each, _timeout, _output, _metric];

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>Whether one of them is given.</summary>
    public bool AreGiven(ParseResult result) => Array.Exists(All, option => result.GetResult(option) is { Implicit: false });

    /// <summary>Where the recording goes.</summary>
    public RecordingTarget Target(ParseResult result) => RecordingTarget.Of(result.GetValue(_output), TimeProvider.System);

    /// <summary>How long at most; null for any time.</summary>
    /// <exception cref="ToolException">The value is not allowed.</exception>
    public TimeSpan? Timeout(ParseResult result) => Seconds(result.GetValue(_timeout), _timeout.Name, 0.001, 1e9);

    /// <summary>How to record.</summary>
    /// <exception cref="ToolException">A value is not allowed.</exception>
    public MemoryMonitorOptions Of(ParseResult result, RecordingTarget target, IProgress<MemorySample>? progress)
    {
        var isEach = result.GetValue(_each);
        return new MemoryMonitorOptions
        {
            Interval = Seconds(result.GetValue(_interval), _interval.Name, 0.001, 86_400) ?? TimeSpan.FromSeconds(DefaultInterval),
            IncludeChildren = result.GetValue(_children),
            PerChild = isEach,
            Timeout = Timeout(result),
            Metrics = Metrics(result.GetValue(_metric) ?? "rss"),
            MaxSamples = isEach ? SamplesOfEach : SamplesOfOne,
            RecordTo = target.Growing,
            Progress = progress,
        };
    }

    static List<MemoryMetric> Metrics(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries).Select(name => _metrics.TryGetValue(name, out var metric) ? metric
            : throw new ToolException($"\"{name}\" is no metric: there are {string.Join(", ", _metrics.Keys)}.", ExitCodes.Usage)).Distinct()];

    static TimeSpan? Seconds(string? text, string option, double least, double most)
    {
        if (text is null)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= least && seconds <= most)
            return TimeSpan.FromSeconds(seconds);
        throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"The option {option} cannot be \"{text}\": it is a number of seconds from {least} to {most:#,0}."), ExitCodes.Usage);
    }
}
