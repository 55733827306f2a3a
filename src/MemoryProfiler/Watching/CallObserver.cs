using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;

namespace MemoryProfiler.Watching;

/// <summary>
/// Is told of calls, by <see cref="CallWatch"/>: on the thread that runs them, while nothing on it is recorded. What it
/// allocates is taken out of every line, what it throws goes to the log.
/// </summary>
abstract unsafe class CallObserver
{
    /// <summary>Which calls it is told of now.</summary>
    public WatchedCalls Calls { get; private set; }

    /// <summary>Whether it is told of the beginning of a call or of an iterator's next segment.</summary>
    public bool IsToldOf(bool isFirst, bool isOutermost) =>
        Calls != WatchedCalls.None && (isOutermost || (isFirst && Calls == WatchedCalls.All));

    /// <summary>Asks it again what it has to be told of.</summary>
    public void Refresh() => Calls = Wanted();

    /// <summary>A call has begun, or the next segment of an iterator's call.</summary>
    /// <param name="frame">Its frame.</param>
    /// <param name="isFirst">Whether the call begins with it.</param>
    /// <param name="isOutermost">Whether no other call is below it on the thread.</param>
    public abstract void Begun(Frame* frame, bool isFirst, bool isOutermost);

    /// <summary>All bytes of a call are known; told of while it wants all calls.</summary>
    /// <param name="method">The process-wide id of the method or scope.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isOutermost">As for <see cref="Begun"/>.</param>
    /// <param name="began">What an observer noted in the frame when it was told of the beginning.</param>
    public abstract void Finished(int method, long bytes, bool isOutermost, in CallStart began);

    /// <summary>Which calls it has to be told of from now on.</summary>
    protected abstract WatchedCalls Wanted();
}
