using System.Runtime.CompilerServices;

namespace MemoryProfiler.Telemetry.Tests.Support;

/// <summary>Goes on on another thread, and keeps the one that awaits it until all that goes on there has ended.</summary>
/// <param name="kept">What the awaiting line makes.</param>
readonly struct HoldsUntilDone(byte[]? kept) : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public HoldsUntilDone GetAwaiter() => this;

    public void GetResult() => GC.KeepAlive(kept);

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        var thread = new Thread(() => continuation());
        thread.Start();
        thread.Join();
    }
}
