using System.Runtime.CompilerServices;

namespace MemoryProfiler.Telemetry.Tests.Support;

/// <summary>Goes on on another thread, and keeps the one that awaits it until the code behind the await has run.</summary>
sealed class HoldsLeaving : ICriticalNotifyCompletion
{
    readonly Thread _thread;
    Action? _continuation;
    bool _hasBegun;

    public HoldsLeaving()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public bool IsCompleted => false;

    public HoldsLeaving GetAwaiter() => this;

    /// <summary>Says that the code behind the await has run: its call is about to complete.</summary>
    public void Begun() => Volatile.Write(ref _hasBegun, true);

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        Volatile.Write(ref _continuation, continuation);
        while (!Volatile.Read(ref _hasBegun))
            Thread.Yield();
        // Long enough for the other thread to look, short enough for it to wait.
        for (var turn = 0; turn < 1_000; turn++)
            Thread.SpinWait(20);
    }

    void Run()
    {
        Action? continuation;
        while ((continuation = Volatile.Read(ref _continuation)) is null)
            Thread.Yield();
        continuation();
    }
}
