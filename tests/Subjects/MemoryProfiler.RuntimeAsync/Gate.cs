using System.Runtime.CompilerServices;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>Lets who awaits it go on when it is opened, on the thread that opens it. Awaiting it allocates nothing.</summary>
sealed class Gate : ICriticalNotifyCompletion
{
    Action? _continuation;

    /// <summary>Whether it is open.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>Opens it.</summary>
    public void Open()
    {
        IsCompleted = true;
        _continuation?.Invoke();
    }

    public Gate GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => _continuation = continuation;

    public void UnsafeOnCompleted(Action continuation) => _continuation = continuation;
}
