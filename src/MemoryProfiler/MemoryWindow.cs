using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

/// <summary>The window in which an assertion counts the bytes of its delegate, for leaving parts of it out.</summary>
public sealed class MemoryWindow
{
    AllocationFlow? _flow;
    int _thread;
    int _depth;
    long _pausedAt;
    long _paused;

    internal MemoryWindow()
    {
    }

    /// <summary>
    /// Leaves a block out: <c>using (window.Pause()) { … }</c>. Pauses may be nested. In an async delegate the block may
    /// await; what it starts is left out as well. This does nothing where the window is not open: on another thread than
    /// that of a synchronous delegate, or outside the call.
    /// </summary>
    /// <returns>What ends the pause when it is disposed.</returns>
    public WindowPause Pause()
    {
        if (_flow is { } flow)
        {
            if (AllocationFlow.Current != flow)
                return default;
            AllocationFlow.Pause();
            return new WindowPause(this, flow);
        }
        if (Environment.CurrentManagedThreadId != _thread)
            return default;
        if (_depth++ == 0)
            _pausedAt = WindowClock.Now();
        return new WindowPause(this, flow: null);
    }

    internal void Resume(AllocationFlow? flow)
    {
        if (flow is not null)
            flow.Resume();
        else if (Environment.CurrentManagedThreadId == _thread && _depth > 0 && --_depth == 0)
            _paused += WindowClock.Now() - _pausedAt;
    }

    /// <summary>Opens the window on this thread for one call.</summary>
    internal void Open()
    {
        _thread = Environment.CurrentManagedThreadId;
        _depth = 0;
        _paused = 0;
    }

    /// <summary>Opens the window for one async call.</summary>
    internal void Open(AllocationFlow flow) => _flow = flow;

    /// <summary>Closes the window.</summary>
    internal void Close()
    {
        _flow = null;
        _thread = 0;
    }

    /// <summary>Closes it; answers the bytes that were left out.</summary>
    internal long Close(long now)
    {
        Close();
        return _depth > 0 ? _paused + now - _pausedAt : _paused;
    }
}
