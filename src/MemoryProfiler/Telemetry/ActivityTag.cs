using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Telemetry;

/// <summary>
/// What outermost profiled calls that began under an activity have allocated so far. It is a tag of the activity, and
/// nothing beside, as every request of a server has an activity. Safe from any thread.
/// </summary>
static class ActivityTag
{
    // More of them than threads that are likely to tell at once; a power of two.
    const int GateCount = 16;

    // An activity itself is the program's to lock.
    static readonly object[] _gates = [.. Enumerable.Range(0, GateCount).Select(_ => new object())];

    /// <summary>Adds bytes of a call.</summary>
    public static void Add(Activity activity, long bytes)
    {
        lock (_gates[RuntimeHelpers.GetHashCode(activity) & (GateCount - 1)])
        {
            var before = activity.GetTagItem(TelemetryNames.AllocatedBytes) is long known ? known : 0;
            activity.SetTag(TelemetryNames.AllocatedBytes, before + bytes);
        }
    }
}
