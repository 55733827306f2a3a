using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>What is allocated for the task of an async call that never suspends: it is the call's, on the line that was running as it ended.</summary>
public static class AsyncTaskCases
{
    static readonly InvalidOperationException _failure = new("known");

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task AtOnce()
    {
        return Makes(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int CachedTask()
    {
        return MakesNothing().Result; // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task WithoutReturn()
    {
        return WithoutResult(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int ValueTask()
    {
        return MakesValueTask().AsTask().Result; // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int Pooled()
    {
        return MakesPooled().AsTask().Result; // 1 x
    }

    [AllocationCase(AsyncCalls = 3), Profile]
    public static Task Recursion()
    {
        return Countdown(2); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int Void()
    {
        Starts(); // 1 x
        return 0; // 1 x 0 B
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task Generic()
    {
        return MakesOf<long>(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task InFinally()
    {
        return ReturnsThroughFinally(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task Fails()
    {
        return Throws().ContinueWith(static task => task.IsFaulted, TaskContinuationOptions.ExecuteSynchronously); // 1 x
    }

    [AllocationCase(AsyncCalls = 2, Suspensions = 1), Profile]
    public static Task StartsAndDoesNotWait()
    {
        return StartsOnly(); // 1 x
    }

    [AllocationCase(AsyncCalls = 2, Suspensions = 2), Profile]
    public static Task SuspendedOnce()
    {
        return Awaits(); // 1 x
    }

    [Profile]
    static async Task<byte[]> Makes()
    {
        var made = new byte[8]; // 1 x 32 B self 32 B
        await Task.CompletedTask; // 1 x 0 B
        return made; // 1 x 72 B self 72 B
    }

    [Profile]
    static async Task<int> MakesNothing()
    {
        await Task.CompletedTask; // 1 x 0 B
        return 0; // 1 x 0 B
    }

    [Profile]
    static async Task WithoutResult()
    {
        await Task.CompletedTask; // 1 x 0 B
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async ValueTask<int> MakesValueTask()
    {
        await Task.CompletedTask; // 1 x 0 B
        return 5_000; // 1 x 0 B
    }

    [Profile]
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<int> MakesPooled()
    {
        await Task.CompletedTask; // 1 x 0 B
        return 5_000; // 1 x 0 B
    }

    [Profile]
    static async Task<int> Countdown(int depth)
    {
        if (depth == 0) // 3 x 0 B
            return 5_000; // 1 x 72 B self 72 B
        var inner = await Countdown(depth - 1); // 2 x
        return inner + 1; // 2 x 144 B self 144 B
    }

    [Profile]
    static async void Starts()
    {
        await Task.CompletedTask; // 1 x 0 B
        GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async Task<T[]> MakesOf<T>()
    {
        await Task.CompletedTask; // 1 x 0 B
        return new T[1]; // 1 x 104 B self 104 B
    }

    [Profile]
    static async Task<byte[]> ReturnsThroughFinally()
    {
        try
        {
            await Task.CompletedTask; // 1 x 0 B
            return new byte[8]; // 1 x 32 B self 32 B
        }
        finally
        {
            GC.KeepAlive(new byte[16]); // 1 x 112 B self 112 B
        }
    }

    [Profile]
    static async Task<byte[]> Throws()
    {
        await Task.CompletedTask; // 1 x 0 B
        throw _failure; // 1 x
    }

    [Profile]
    static async Task<byte[]> StartsOnly()
    {
        _ = Awaited(); // 1 x
        await Task.CompletedTask; // 1 x 0 B
        return new byte[8]; // 1 x 104 B self 104 B
    }

    [Profile]
    static async Task<byte[]> Awaits()
    {
        await Hop.ToFirst; // 1 x
        var made = await Awaited(); // 1 x
        return made; // 1 x 0 B
    }

    [Profile]
    static async Task<byte[]> Awaited()
    {
        await Hop.ToFirst; // 1 x
        return new byte[8]; // 1 x 32 B self 32 B
    }
}
