using System.Diagnostics;
using MemoryProfiler.Copies;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Settings;
using MemoryProfiler.Thresholds;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry;

/// <summary>
/// Hangs telemetry in where calls and crossings are told, and has it notice listeners. It looks for them when a tick has
/// passed, and at once when the first activity of the process begins.
/// </summary>
static class TelemetryStart
{
    // Where entries do not look for themselves. The threads of a timer reserve 16 MB of stack, which private bytes show.
    const int LookPause = 250;

    static readonly object _gate = new();
    static Timer? _timer;
    static bool _followsActivities;

    /// <summary>Called once, before the first probe.</summary>
    public static void Start()
    {
        if (!ProfilerSwitch.IsOn)
            return;
        CallWatch.Follow(new Listeners());
        ThresholdRules.Crossed += CrossingTelemetry.Notify;
        OwnContext.AtUnload(static () => Use(isWanted: false, entriesLook: true));
    }

    /// <summary>Follows the options.</summary>
    /// <param name="isWanted">Whether there is to be telemetry.</param>
    /// <param name="entriesLook">Whether entries look for listeners: at every tick, or always.</param>
    public static void Use(bool isWanted, bool entriesLook)
    {
        if (!ProfilerSwitch.IsOn)
            return;
        lock (_gate)
        {
            isWanted &= !OwnContext.IsUnloading;
            Follow(isWanted && !Listeners.HasActivities);
            if (!isWanted || entriesLook)
            {
                _timer?.Dispose();
                _timer = null;
            }
            else
            {
                _timer ??= NewTimer();
            }
            if (Listeners.IsWanted == isWanted)
                return;
            Listeners.IsWanted = isWanted;
            SlowPathTick.Next();
        }
    }

    static void Follow(bool isWanted)
    {
        if (isWanted == _followsActivities)
            return;
        _followsActivities = isWanted;
        if (isWanted)
            Activity.CurrentChanged += OnActivity;
        else
            Activity.CurrentChanged -= OnActivity;
    }

    static void OnActivity(object? sender, ActivityChangedEventArgs change)
    {
        if (change.Current is null)
            return;
        using var own = OwnWork.Begin();
        Listeners.HasActivities = true;
        // Once is enough: from then on outermost calls ask for the current one.
        lock (_gate)
            Follow(false);
        SlowPathTick.Next();
    }

    static Timer NewTimer()
    {
        // It must not keep an activity that happens to be current.
        if (ExecutionContext.IsFlowSuppressed())
            return Make();
        using (ExecutionContext.SuppressFlow())
            return Make();

        static Timer Make() => new(static _ => CallWatch.Refresh(), null, LookPause, LookPause);
    }
}
