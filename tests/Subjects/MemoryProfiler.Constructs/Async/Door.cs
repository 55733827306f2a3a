using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Whoever awaits it goes on where it is opened; waiting allocates as many bytes as it is told.</summary>
public sealed class Door(int bytesOfWaiting = 0) : ICriticalNotifyCompletion
{
    Action? _waiting;

    public bool IsCompleted => false;

    public Door GetAwaiter() => this;

    public int GetResult() => 1;

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (bytesOfWaiting > 0)
            GC.KeepAlive(new byte[bytesOfWaiting]);
        _waiting = continuation;
    }

    public void Open()
    {
        var waiting = _waiting!;
        _waiting = null;
        waiting();
    }
}
