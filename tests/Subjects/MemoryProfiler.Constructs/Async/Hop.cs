using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Awaiting it goes on on a thread of its own; handing over allocates nothing.</summary>
public readonly struct Hop : ICriticalNotifyCompletion
{
    static readonly HopThread _first = new("first");
    static readonly HopThread _second = new("second");

    readonly HopThread _thread;

    Hop(HopThread thread) => _thread = thread;

    public static Hop ToFirst => new(_first);

    public static Hop ToSecond => new(_second);

    internal static HopThread Second => _second;

    /// <summary>What continuations have allocated on both threads, once they have nothing to do.</summary>
    public static long Bytes => _first.Bytes + _second.Bytes;

    public bool IsCompleted => false;

    public Hop GetAwaiter() => this;

    public int GetResult() => 1;

    public void OnCompleted(Action continuation) => _thread.Post(continuation);

    public void UnsafeOnCompleted(Action continuation) => _thread.Post(continuation);
}
