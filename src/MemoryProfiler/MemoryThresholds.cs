using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Thresholds;

namespace MemoryProfiler;

/// <summary>
/// Rules that act when memory goes above a limit, at the line that took it there. All members are safe from any thread and
/// may be called at any time. A rule acts at most once until it is armed again.
/// </summary>
public static class MemoryThresholds
{
    /// <summary>
    /// Stops an attached debugger at the profiled line that takes the process's working set above a limit. Without a
    /// debugger one line on the error stream names it, unless <see cref="MemoryProfilerOptions.WaitForDebugger"/> is set.
    /// </summary>
    /// <param name="size">The limit as text, such as <c>"100 MiB"</c> (1 MiB = 1,048,576 bytes).</param>
    /// <returns>The rule, to arm it again or to remove it.</returns>
    /// <exception cref="ArgumentException">The text is not a size.</exception>
    public static MemoryThreshold BreakAbove(string size) => Add(ThresholdCondition.WorkingSetAbove(size));

    /// <summary>Adds a rule.</summary>
    /// <param name="condition">When it acts.</param>
    /// <param name="actions">What it does; by default it stops the debugger.</param>
    /// <param name="callback">
    /// Is called besides, on the thread that crossed the limit. It is a thread of the profiler's if no profiled line
    /// ended for a second. Nothing it does is recorded, and what it throws goes to the profiler's log. The rule is removed
    /// when the plug-in that has the callback begins to unload.
    /// </param>
    /// <param name="reportPath">
    /// Where <see cref="ThresholdActions.SaveReport"/> writes, in the form that the ending names
    /// (<see cref="ReportFormat"/>). <c>{pid}</c> in it becomes the number of the process, <c>{time}</c> the local time.
    /// By default <see cref="MemoryProfilerOptions.ReportPath"/>.
    /// </param>
    /// <returns>The rule, to arm it again or to remove it.</returns>
    /// <exception cref="ArgumentNullException">There is no condition.</exception>
    /// <exception cref="ArgumentException">The path ends in something else.</exception>
    public static MemoryThreshold Add(
        ThresholdCondition condition,
        ThresholdActions actions = ThresholdActions.Break,
        Action<ThresholdCrossing>? callback = null,
        string? reportPath = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (reportPath is not null && !Formats.IsKnown(reportPath))
            throw new ArgumentException(Formats.Refusal(reportPath), nameof(reportPath));
        var rule = new MemoryThreshold(condition, actions, callback, reportPath);
        ThresholdRules.Add(rule);
        return rule;
    }
}
