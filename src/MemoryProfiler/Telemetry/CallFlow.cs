using System.Diagnostics;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Telemetry;

/// <summary>
/// An outermost call on its way through threads. It has the activity that its bytes are told to, and its own if somebody
/// listens to those.
/// </summary>
sealed unsafe class CallFlow(Activity? around, Activity? own)
{
    // So long a thread may take to leave a segment on a machine that is busy: it may have to wait for its turn.
    static readonly long _patience = Stopwatch.Frequency / 10;

    int _leaving;
    long _bytes;

    /// <summary>The activity that was current when it began, if it is told; or null.</summary>
    public Activity? Around { get; } = around;

    /// <summary>The outermost call itself once it has suspended; null before, and if it is not async.</summary>
    public LogicalCall* Call { get; set; }

    /// <summary>A part of it is about to hand the call over to another thread.</summary>
    public void BeginLeave() => Interlocked.Increment(ref _leaving);

    /// <summary>Such a part has ended.</summary>
    public void EndLeave() => Interlocked.Decrement(ref _leaving);

    /// <summary>Adds what a part of it has allocated.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="isNew">Whether the activity around does not get these bytes from another call too.</param>
    public void Add(long bytes, bool isNew)
    {
        Interlocked.Add(ref _bytes, bytes);
        if (isNew && Around is not null)
            ActivityTag.Add(Around, bytes);
    }

    /// <summary>Waits, not for long, for parts on other threads that hand the call over and have not ended yet.</summary>
    /// <param name="mine">How many of those are on this thread.</param>
    public void WaitForLeaving(int mine)
    {
        if (Volatile.Read(ref _leaving) <= mine)
            return;
        var end = Stopwatch.GetTimestamp() + _patience;
        // Not a wait that another thread could interrupt: that would be meant for the program.
        while (Volatile.Read(ref _leaving) > mine && Stopwatch.GetTimestamp() < end)
            Thread.Yield();
    }

    /// <summary>The outermost call ends.</summary>
    public void End()
    {
        if (own is null || own.IsStopped)
            return;
        own.SetTag(TelemetryNames.AllocatedBytes, Interlocked.Read(ref _bytes));
        // Stopping makes the one before it current; if code of the user's has set another one, that stays.
        var current = Activity.Current;
        try
        {
            own.Stop();
        }
        finally
        {
            if (current != own)
                Activity.Current = current;
        }
    }
}
