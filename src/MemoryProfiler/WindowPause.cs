using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

/// <summary>A block that is left out of a <see cref="MemoryWindow"/> until this is disposed.</summary>
public readonly struct WindowPause : IDisposable
{
    readonly MemoryWindow? _window;
    readonly AllocationFlow? _flow;

    internal WindowPause(MemoryWindow window, AllocationFlow? flow)
    {
        _window = window;
        _flow = flow;
    }

    /// <summary>Goes on counting.</summary>
    public void Dispose() => _window?.Resume(_flow);
}
