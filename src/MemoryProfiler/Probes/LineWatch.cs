using MemoryProfiler.Ledger;

namespace MemoryProfiler.Probes;

/// <summary>
/// Where the rooms behind the ledger hang in to see lines end; the probes know nothing of who watches. The quick way of a
/// probe does not look here: what is watched for sends it the general way, by the clock at which a reading is due. No
/// field has an initializer: reading one must never test whether the class was initialized.
/// </summary>
static unsafe class LineWatch
{
    /// <summary>Who is told; null when nobody watches.</summary>
    public static LineWatcher? Watcher;

    /// <summary>Told of the limits that <c>[Profile]</c> marks ask for, as their assemblies load: a method's number and bytes.</summary>
    public static Action<int, long>? LimitMarked;

    /// <summary>By how much less than <see cref="WorkingSetReading.ExactAfterBytes"/> a line's visit or a call has to be seen.</summary>
    public static long EarlierBy;

    /// <summary>The bytes after which a call has to be seen at the very line, or 0.</summary>
    public static long CallBytes;

    /// <summary>The clock from which on the probe of a line that begins now takes the general way.</summary>
    public static long DueAfter(long now) => now + WorkingSetReading.ExactAfterBytes - EarlierBy;

    /// <summary>The clock from which on a line of an activation takes the general way.</summary>
    public static long DueAt(Frame* frame, long now)
    {
        var due = DueAfter(now);
        return CallBytes > 0 ? Math.Min(due, frame->Start + CallBytes) : due;
    }
}
