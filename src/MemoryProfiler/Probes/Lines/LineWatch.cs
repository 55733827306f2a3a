using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;

namespace MemoryProfiler.Probes.Lines;

/// <summary>
/// Where the rooms behind the ledger hang in to see lines end; the probes know nothing of who watches. The fast path of a
/// probe does not look here. What is watched for sends it the slow path, by the clock at which a reading is due. No field
/// has an initializer: reading one must never test whether the class was initialized.
/// </summary>
static unsafe class LineWatch
{
    // Replaced as a whole: whoever tells reads it without a lock.
    static LineObserver[]? _observers;

    static bool _isEveryLine;

    /// <summary>Told of the limits that <c>[Profile]</c> marks ask for, as their assemblies load: a method's id and bytes.</summary>
    public static Action<int, long>? LimitMarked;

    /// <summary>
    /// How many bytes a line may allocate before its probe takes the slow path. It is 0, which sends each there, until
    /// the probes are started.
    /// </summary>
    public static long DueAfterBytes;

    /// <summary>The bytes after which a call has to be seen at the very line; 0 if none has.</summary>
    public static long CallBytes;

    /// <summary>Whether anybody has a seat.</summary>
    public static bool IsWatched => Volatile.Read(ref _observers) is { Length: > 0 };

    /// <summary>Gives an observer a seat, if it has none. Safe from any thread.</summary>
    public static void Add(LineObserver observer) => Replace(before => [.. before.Where(other => other != observer), observer]);

    /// <summary>Takes an observer's seat away; a line that is being told may still reach it. Safe from any thread.</summary>
    public static void Remove(LineObserver observer) => Replace(before => [.. before.Where(other => other != observer)]);

    /// <summary>Whether each line is to take the slow path, whatever it allocates.</summary>
    public static bool IsEveryLine => Volatile.Read(ref _isEveryLine);

    /// <summary>Sends each line the slow path, or lets them go the fast one again. Safe from any thread.</summary>
    public static void WatchEvery(bool isWanted)
    {
        if (isWanted == _isEveryLine)
            return;
        Volatile.Write(ref _isEveryLine, isWanted);
        if (isWanted)
            SlowPathTick.Next();
    }

    /// <summary>Lets lines go the fast path.</summary>
    public static void Start()
    {
        if (DueAfterBytes == 0)
            SeeWhatIsWatched();
    }

    /// <summary>The clock from which on a line of an activation takes the slow path.</summary>
    public static long DueAt(Frame* frame, long now)
    {
        var due = now + DueAfterBytes;
        return CallBytes > 0 ? Math.Min(due, frame->Start + CallBytes) : due;
    }

    /// <summary>Tells of a line that has ended.</summary>
    public static void Notify(Frame* frame, long visitBytes, long now, MemoryReading reading, bool isLate)
    {
        // Whoever watches allocates nothing as a rule, but the runtime does when it first prepares its code.
        using var own = isLate ? OwnWork.Begin() : OwnWork.BeginBetweenLines(now);
        foreach (var observer in Volatile.Read(ref _observers) ?? [])
        {
            try
            {
                observer.LineEnded(frame, visitBytes, now, reading);
            }
            catch (Exception e)
            {
                MemoryProfilerLog.Write("Who watches lines failed.", e);
            }
        }
    }

    static void Replace(Func<LineObserver[], LineObserver[]> change)
    {
        LineObserver[]? before;
        do
            before = Volatile.Read(ref _observers);
        while (Interlocked.CompareExchange(ref _observers, change(before ?? []), before) != before);
        SeeWhatIsWatched();
    }

    static void SeeWhatIsWatched()
    {
        long visit = long.MaxValue, call = long.MaxValue;
        foreach (var observer in Volatile.Read(ref _observers) ?? [])
        {
            visit = Math.Min(visit, observer.VisitBytes);
            call = Math.Min(call, observer.CallBytes);
        }
        SampledMemory.Watch(IsWatched);
        CallBytes = call == long.MaxValue ? 0 : Math.Max(1, call);
        DueAfterBytes = Math.Clamp(Math.Min(visit, call), 1, WorkingSetReading.ExactAfterBytes);
    }
}
