using System.Runtime.CompilerServices;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>A struct that awaits a <see cref="RuntimeAsync.Gate"/>: in optimised code the runtime calls it where it keeps it.</summary>
readonly struct Turnstile(Gate gate, long ticket) : ICriticalNotifyCompletion
{
    public bool IsCompleted => gate.IsCompleted;

    public Turnstile GetAwaiter() => this;

    public long GetResult() => ticket;

    public void OnCompleted(Action continuation) => gate.OnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => gate.UnsafeOnCompleted(continuation);
}
