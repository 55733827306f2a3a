using System.Runtime.CompilerServices;
using MemoryProfiler;
using MemoryProfiler.Assertions;

/// <summary>Calls that allocate more than their limit, in the two ways of an await: it comes back at once, or when the other thread is done.</summary>
public static class Limits
{
    static int _calls;
    static int _missed;
    [ThreadStatic] static object? _kept;

    static Limits() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        File.WriteAllText(Environment.GetEnvironmentVariable("LIMITS_OUT")!, $"{_calls} calls, {_missed} missed");

    /// <summary>Many at once. Fails when one of them was not told.</summary>
    public static async Task ManyAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 220).Select(i => Task.Run(() => Call(i % 20 == 0 ? Slow : Yielding))));
        if (_missed > 0)
            throw new InvalidOperationException($"{_missed} calls were over the limit and passed.");
    }

    static async Task Call(Func<int, Task> over)
    {
        Interlocked.Increment(ref _calls);
        try
        {
            await over(6_000);
            Interlocked.Increment(ref _missed);
        }
        catch (AllocationLimitExceededException)
        {
        }
    }

    [MaxAllocation("8 KB")]
    static async Task Yielding(int size)
    {
        _kept = new byte[size];
        await Task.Yield();
        _kept = new byte[size];
    }

    [MaxAllocation("8 KB")]
    static async Task Slow(int size)
    {
        _kept = new byte[size];
        await new SlowAwaiter();
        _kept = new byte[size];
    }

    readonly struct SlowAwaiter : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;
        public SlowAwaiter GetAwaiter() => this;
        public void GetResult() { }
        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        // The continuation ends before the call that has just suspended comes back.
        public void UnsafeOnCompleted(Action continuation)
        {
            new Thread(() => continuation()).Start();
            Thread.Sleep(20);
        }
    }
}
