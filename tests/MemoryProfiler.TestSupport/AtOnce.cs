using System.Runtime.CompilerServices;

namespace MemoryProfiler.TestSupport;

/// <summary>Says it is not completed and then runs the continuation at once, below the code that awaits it.</summary>
public readonly struct AtOnce : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public AtOnce GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => continuation();

    public void UnsafeOnCompleted(Action continuation) => continuation();
}
