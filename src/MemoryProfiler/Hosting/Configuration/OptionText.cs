using System.Globalization;
using MemoryProfiler.Reports.Formatters;

namespace MemoryProfiler.Hosting.Configuration;

/// <summary>An option as text sets it, in the environment or in a configuration file.</summary>
/// <param name="Option">The property's name.</param>
/// <param name="Allowed">What it takes, as the end of a sentence.</param>
/// <param name="Default">The value it has unless it is set.</param>
/// <param name="TrySet">Sets it from a text; false if the text is no such value.</param>
sealed record OptionText(string Option, string Allowed, string Default, Func<MemoryProfilerOptions, string, bool> TrySet)
{
    /// <summary>What a share has to be.</summary>
    public const string ShareAllowed = "allowed are shares above 0.1 up to 1, for example 0.9";

    /// <summary>What a number of methods has to be.</summary>
    public const string CountAllowed = "allowed are whole numbers from 0";

    const string None = "none";

    /// <summary>One for each option.</summary>
    public static IReadOnlyList<OptionText> All { get; } =
    [
        OfEnum<AllocationClockKind>(nameof(MemoryProfilerOptions.Clock), (options, value) => options.Clock = value),
        OfEnum<WorkingSetMode>(nameof(MemoryProfilerOptions.WorkingSetMode), (options, value) => options.WorkingSetMode = value),
        OfEnum<MemoryMetric>(nameof(MemoryProfilerOptions.Metric), (options, value) => options.Metric = value),
        OfBoolean(nameof(MemoryProfilerOptions.AvoidBackgroundCollections), (options, value) => options.AvoidBackgroundCollections = value),
        new(nameof(MemoryProfilerOptions.BreakAbove), ByteSize.Expected, None, Checked((options, text) => options.BreakAbove = text, IsSize)),
        new(nameof(MemoryProfilerOptions.Actions), AllowedActions, nameof(ThresholdActions.Break), SetActions),
        OfBoolean(nameof(MemoryProfilerOptions.WaitForDebugger), (options, value) => options.WaitForDebugger = value),
        new(nameof(MemoryProfilerOptions.ReportPath), Formats.Allowed, Reports.Saving.ReportPath.Default, Checked((options, text) => options.ReportPath = text, Formats.IsKnown)),
        new(nameof(MemoryProfilerOptions.LastReport), Formats.Allowed, None, Checked((options, text) => options.LastReport = text, Formats.IsKnown)),
        new(nameof(MemoryProfilerOptions.LastReportAt), ShareAllowed, "0.9", SetShare),
        OfBoolean(nameof(MemoryProfilerOptions.Telemetry), (options, value) => options.Telemetry = value, isDefault: true),
        new(nameof(MemoryProfilerOptions.PrintTop), CountAllowed, ReportPrintOptions.DefaultTop.ToString(CultureInfo.InvariantCulture), SetPrintTop),
        new(nameof(MemoryProfilerOptions.PrintFilter), "allowed are patterns such as MyApp.Services.*", None, Checked((options, text) => options.PrintFilter = text, _ => true)),
        OfEnum<MethodSort>(nameof(MemoryProfilerOptions.PrintSort), (options, value) => options.PrintSort = value),
    ];

    /// <summary>What actions take.</summary>
    public static string AllowedActions => $"allowed are {Listed(Enum.GetNames<ThresholdActions>())}, and several with a comma between";

    /// <summary>The option of a name, in any case.</summary>
    public static OptionText? Find(string name) =>
        All.FirstOrDefault(known => string.Equals(known.Option, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of the option that is most like a name.</summary>
    public static string Nearest(string name) => NearestName.Of(name, All.Select(known => known.Option));

    /// <summary>The names of all options, as a sentence lists them.</summary>
    public static string Names => Listed([.. All.Select(known => known.Option)]);

    /// <summary>Names in a sentence: <c>a, b and c</c>.</summary>
    public static string Listed(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    /// <summary>Whether a text is a size.</summary>
    public static bool IsSize(string text) => ByteSize.TryParse(text, out _, out _);

    /// <summary>Whether a share of a limit is one at which a report may be written. A program always uses some of its memory.</summary>
    public static bool IsShare(double share) => share is > 0.1 and <= 1;

    /// <summary>The names that an option of an enum takes: all but the metric that only recordings have.</summary>
    public static string[] NamesOf<T>()
        where T : struct, Enum =>
        Array.FindAll(Enum.GetNames<T>(), name => typeof(T) != typeof(MemoryMetric) || name != nameof(MemoryMetric.Committed));

    static Func<MemoryProfilerOptions, string, bool> Checked(Action<MemoryProfilerOptions, string> set, Func<string, bool> isAllowed) =>
        (options, text) =>
        {
            if (!isAllowed(text))
                return false;
            set(options, text);
            return true;
        };

    static OptionText OfEnum<T>(string option, Action<MemoryProfilerOptions, T> set)
        where T : struct, Enum =>
        new(option, $"allowed are {Listed(NamesOf<T>())}", default(T).ToString(), (options, text) =>
        {
            if (Named<T>(text) is not { } value)
                return false;
            set(options, value);
            return true;
        });

    static OptionText OfBoolean(string option, Action<MemoryProfilerOptions, bool> set, bool isDefault = false) =>
        new(option, "allowed are true and false", isDefault ? "true" : "false", (options, text) =>
        {
            if (!bool.TryParse(text, out var value))
                return false;
            set(options, value);
            return true;
        });

    static bool SetActions(MemoryProfilerOptions options, string text)
    {
        var actions = ThresholdActions.None;
        foreach (var part in text.Split(','))
        {
            if (Named<ThresholdActions>(part.Trim()) is not { } action)
                return false;
            actions |= action;
        }
        options.Actions = actions;
        return true;
    }

    static bool SetShare(MemoryProfilerOptions options, string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || !IsShare(share))
            return false;
        options.LastReportAt = share;
        return true;
    }

    static bool SetPrintTop(MemoryProfilerOptions options, string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        options.PrintTop = count;
        return true;
    }

    // Enum.TryParse takes numbers and lists too, which no one means.
    static T? Named<T>(string text)
        where T : struct, Enum =>
        Array.Find(NamesOf<T>(), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : null;
}
