using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Goes on, on the second thread, once what runs on the thread that awaits it has ended.</summary>
public readonly struct HopAfterwards : ICriticalNotifyCompletion
{
    readonly HopThread _thread;

    HopAfterwards(HopThread thread) => _thread = thread;

    public static HopAfterwards ToSecond => new(Hop.Second);

    public bool IsCompleted => false;

    public HopAfterwards GetAwaiter() => this;

    public int GetResult() => 1;

    public void OnCompleted(Action continuation) => _thread.PostAfterwards(continuation);

    public void UnsafeOnCompleted(Action continuation) => _thread.PostAfterwards(continuation);
}
