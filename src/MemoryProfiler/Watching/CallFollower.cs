using MemoryProfiler.Ledger;

namespace MemoryProfiler.Watching;

/// <summary>
/// An observer that also follows calls from thread to thread. It marks a call that leaves its thread, and is told where one
/// with a mark goes on. A call has room for one mark, so there is one follower in a process.
/// </summary>
abstract unsafe class CallFollower : CallObserver
{
    /// <summary>A call is about to suspend; it has its <see cref="LogicalCall"/> now.</summary>
    public abstract void Suspended(Frame* frame);

    /// <summary>A call has handed out what may run on other threads; it has its <see cref="LogicalCall"/> now.</summary>
    public abstract void HandedOut(Frame* frame);

    /// <summary>A segment of a call has begun that was marked when it suspended, or what it handed out.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="bottom">The first of the frames that were opened for it.</param>
    /// <param name="mark">The mark.</param>
    public abstract void Resumed(Frame* segment, Frame* bottom, nint mark);

    /// <summary>The frame that was last left at <see cref="ThreadLedger.WatchedFrame"/> has ended.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="isEnd">Whether its call ends with it.</param>
    public abstract void Closed(Frame* frame, long bytes, bool isEnd);

    /// <summary>A call ends that has suspended and was marked.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="now">The thread's clock.</param>
    public abstract void Completed(LogicalCall* call, nint mark, long now);

    /// <summary>A mark is needed no more.</summary>
    public abstract void Forget(nint mark);
}
