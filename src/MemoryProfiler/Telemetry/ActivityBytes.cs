using System.Diagnostics;

namespace MemoryProfiler.Telemetry;

/// <summary>What outermost profiled calls that began under an activity have allocated so far, kept in a tag of it. Safe from any thread.</summary>
sealed class ActivityBytes
{
    static readonly object _gate = new();

    readonly Activity _activity;
    long _bytes;

    ActivityBytes(Activity activity) => _activity = activity;

    /// <summary>Those of an activity, the same whenever it asks.</summary>
    public static ActivityBytes Of(Activity activity)
    {
        if (activity.GetCustomProperty(TelemetryNames.Source) is ActivityBytes known)
            return known;
        lock (_gate)
        {
            if (activity.GetCustomProperty(TelemetryNames.Source) is ActivityBytes made)
                return made;
            var bytes = new ActivityBytes(activity);
            activity.SetCustomProperty(TelemetryNames.Source, bytes);
            return bytes;
        }
    }

    /// <summary>Adds bytes of a call.</summary>
    public void Add(long bytes)
    {
        lock (this)
        {
            _bytes += bytes;
            _activity.SetTag(TelemetryNames.AllocatedBytes, _bytes);
        }
    }
}
