namespace MemoryProfiler.Ledger;

/// <summary>
/// Is told of calls, by <see cref="CallWatch"/>: on the thread that runs them, while nothing on it is recorded. What it
/// allocates is taken out of every line, what it throws goes to the log.
/// </summary>
abstract unsafe class CallWatcher
{
    /// <summary>Which calls it has to be told of from now on.</summary>
    public abstract WatchedCalls Look();

    /// <summary>A call has begun, or the next segment of an iterator's call.</summary>
    /// <param name="frame">Its frame.</param>
    /// <param name="isFirst">Whether the call begins with it.</param>
    /// <param name="isOutermost">Whether no other call is below it on the thread.</param>
    public abstract void Begun(Frame* frame, bool isFirst, bool isOutermost);

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

    /// <summary>All bytes of a call are known.</summary>
    public abstract void Finished(int method, long bytes, bool isOutermost);

    /// <summary>A mark is needed no more.</summary>
    public abstract void Forget(nint mark);
}
