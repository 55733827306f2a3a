using System.Runtime.CompilerServices;

namespace MemoryProfiler.AspNetCore.Tests.Support;

/// <summary>Something to await that goes on where and when the test says.</summary>
sealed class Gate : INotifyCompletion
{
    Action? _continuation;

    public bool IsCompleted => false;

    public Gate GetAwaiter() => this;

    public void OnCompleted(Action continuation) => _continuation = continuation;

    public void GetResult()
    {
    }

    /// <summary>Runs the rest on a thread of its own, and returns what that thread allocated meanwhile.</summary>
    public long OpenElsewhere()
    {
        var bytes = 0L;
        var thread = new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _continuation!();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return bytes;
    }
}
