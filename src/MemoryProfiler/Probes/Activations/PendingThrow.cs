using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Probes.Activations;

/// <summary>
/// An exception that a limit asked for, on its way to the place where a probe may throw it. That is where a line of a
/// profiled method begins. The end of a method runs in a finally, where it would take the place of an exception of the
/// program's. From there it goes on to the caller.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class PendingThrow
{
    static int _count;

    [ThreadStatic]
    static Exception? _pending;

    /// <summary>Whether there is one on any thread.</summary>
    public static bool Any => Volatile.Read(ref _count) != 0;

    /// <summary>Has the calling thread throw at the beginning of its next profiled line.</summary>
    public static void Set(Exception exception)
    {
        if (_pending is null)
            Interlocked.Increment(ref _count);
        _pending = exception;
    }

    /// <summary>Throws the calling thread's, if there is one.</summary>
    /// <param name="frame">The activation whose line has just been booked.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Throw(Frame* frame)
    {
        // Taken out when the stack is unwound; the runtime has made the stack trace by then. Filters of the program's that
        // it asks meanwhile are part of that, so they are not recorded.
        using var own = OwnWork.BeginBetweenLines(frame->Last);
        using var suppressed = Suppression.Begin();
        if (Take() is { } exception)
            throw exception;
    }

    /// <summary>Sends the next line of an activation the slow path, where it throws; without a profiled caller nothing can.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void PassOn(Frame* caller)
    {
        using var own = OwnWork.Begin();
        if (_pending is null)
            return;
        if (caller->Method != null)
        {
            caller->ReadingDue = long.MinValue;
            return;
        }
        MemoryProfilerLog.Write($"Not thrown, as the crossing was at the end of a method and no profiled line of a caller follows: {Take()!.Message}");
    }

    static Exception? Take()
    {
        var exception = _pending;
        if (exception is null)
            return null;
        _pending = null;
        Interlocked.Decrement(ref _count);
        return exception;
    }
}
