using System.Runtime.CompilerServices;

namespace MemoryProfiler.Telemetry.Tests.Programs;

/// <summary>Goes on on another thread once this one has left the segment: what a program allocates is the same each time.</summary>
readonly struct HopAway : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public HopAway GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => HopThreads.Post(continuation);
}
