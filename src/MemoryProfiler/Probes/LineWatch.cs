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

    /// <summary>How much a line may allocate before its probe takes the general way; 0, which sends each there, until the probes are started.</summary>
    public static long DueAfterBytes;

    /// <summary>The bytes after which a call has to be seen at the very line, or 0.</summary>
    public static long CallBytes;

    /// <summary>Lets lines take readings of their own, and earlier ones if somebody has to see less.</summary>
    /// <param name="seenBytes">The bytes of a line's visit or of a call that have to be seen.</param>
    public static void SeeAfter(long seenBytes) => DueAfterBytes = Math.Clamp(seenBytes, 1, WorkingSetReading.ExactAfterBytes);

    /// <summary>Lets lines go the quick way, unless somebody has said already what is to be seen.</summary>
    public static void Start()
    {
        if (DueAfterBytes == 0)
            SeeAfter(long.MaxValue);
    }

    /// <summary>The clock from which on a line of an activation takes the general way.</summary>
    public static long DueAt(Frame* frame, long now)
    {
        var due = now + DueAfterBytes;
        return CallBytes > 0 ? Math.Min(due, frame->Start + CallBytes) : due;
    }
}
