using System.Runtime.CompilerServices;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>As <see cref="Turnstile"/>, without a way that leaves the execution context out.</summary>
readonly struct Bell(Gate gate, long ticket) : INotifyCompletion
{
    public bool IsCompleted => gate.IsCompleted;

    public Bell GetAwaiter() => this;

    public long GetResult() => ticket;

    public void OnCompleted(Action continuation) => gate.OnCompleted(continuation);
}
