using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

public static class AsyncCases
{
    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task Completed()
    {
        return CompletedBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Inline()
    {
        return InlineBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Hops()
    {
        return HopsBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 4, Suspensions = 3), Profile]
    public static Task Recursion()
    {
        return Countdown(3); // 1 x
    }

    [AllocationCase(AsyncCalls = 2, Suspensions = 2), Profile]
    public static Task CallsAnother()
    {
        return CallsBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Handlers()
    {
        return HandlersBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 3, Suspensions = 3), Profile]
    public static Task Loops()
    {
        return LoopsBody(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static int CheapAndCompleted()
    {
        return Cheap().AsTask().Result; // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1, LooksForBoxes = true), Profile]
    public static Task CustomBuilder()
    {
        GC.KeepAlive(Promised()); // 1 x
        return Task.CompletedTask; // 1 x 0 B
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Generic()
    {
        return GenericBody<string>(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1), Profile]
    public static Task Fails()
    {
        return FailsBody().ContinueWith( // 1 x
            static task => task.IsFaulted, TaskContinuationOptions.ExecuteSynchronously); // 1 x 0 B
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Spilled()
    {
        return SpilledBody(); // 1 x
    }

    [Profile]
    static async Task CompletedBody()
    {
        var first = new byte[10]; // 1 x 40 B
        await Task.CompletedTask; // 1 x 0 B
        GC.KeepAlive(new byte[first.Length + 90]); // 1 x 128 B
    }

    [Profile]
    static async Task InlineBody()
    {
        GC.KeepAlive(new byte[8]); // 1 x 32 B
        await default(AtOnce); // 1 x
        GC.KeepAlive(new byte[16]); // 1 x 40 B
        await default(AtOnce); // 1 x
        GC.KeepAlive(new byte[24]); // 1 x 48 B
    }

    [Profile]
    static async Task HopsBody()
    {
        var sum = new byte[8].Length; // 1 x 32 B
        await Hop.ToFirst; // 1 x
        sum += new byte[16].Length; // 1 x 40 B
        await Hop.ToSecond; // 1 x 0 B
        await Hop.ToFirst; // 1 x 0 B
        GC.KeepAlive(new byte[sum]); // 1 x 48 B
    }

    [Profile]
    static async Task Countdown(int depth)
    {
        GC.KeepAlive(new byte[100]); // 4 x 512 B
        if (depth == 0) // 4 x 0 B
            return; // 1 x 0 B
        await Hop.ToFirst; // 3 x
        await Countdown(depth - 1); // 3 x
    }

    [Profile]
    static async Task CallsBody()
    {
        await Hop.ToFirst; // 1 x
        var made = await Callee(64); // 1 x
        GC.KeepAlive(new byte[made.Length]); // 1 x 88 B self 88 B
    }

    [Profile]
    static async Task<byte[]> Callee(int size)
    {
        await HopAfterwards.ToSecond; // 1 x
        var made = new byte[size]; // 1 x 88 B self 88 B
        return made; // 1 x 0 B
    }

    [Profile]
    static async Task HandlersBody()
    {
        try
        {
            await Hop.ToFirst; // 1 x
            GC.KeepAlive(new byte[8]); // 1 x 32 B
            throw _failure; // 1 x
        }
        catch (InvalidOperationException)
        {
            await Hop.ToSecond; // 1 x 0 B
            GC.KeepAlive(new byte[16]); // 1 x 40 B
        }
        finally
        {
            await Hop.ToFirst; // 1 x 0 B
            GC.KeepAlive(new byte[24]); // 1 x 48 B
        }
    }

    [Profile]
    static async Task LoopsBody()
    {
        await Hop.ToFirst; // 1 x
        for (var i = 0; i < 2; i++) // 3 x 0 B
        {
            await Inner(); // 2 x
            GC.KeepAlive(new byte[8]); // 2 x 64 B self 64 B
        }

        [Profile]
        static async Task Inner()
        {
            await Hop.ToFirst;
            GC.KeepAlive(new byte[16]);
        }
    }

    [Profile]
    static async ValueTask<int> Cheap()
    {
        await Task.CompletedTask; // 1 x 0 B
        return new byte[50].Length; // 1 x 80 B
    }

    [Profile]
    static async Promise<int> Promised()
    {
        await default(AtOnce); // 1 x
        return new byte[30].Length; // 1 x 56 B
    }

    [Profile]
    static async Task<T?> GenericBody<T>()
    {
        await Hop.ToFirst; // 1 x
        GC.KeepAlive(new T[10]); // 1 x 104 B
        return default; // 1 x 0 B
    }

    [Profile]
    static async Task FailsBody()
    {
        await Task.CompletedTask; // 1 x 0 B
        GC.KeepAlive(new byte[8]); // 1 x 32 B
        throw _failure; // 1 x
    }

    [Profile]
    static async Task SpilledBody()
    {
        GC.KeepAlive(Both(new byte[8], new byte[await Hop.ToFirst], new byte[24])); // 1 x
        GC.KeepAlive(new byte[32]); // 1 x 56 B
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static byte[] Both(byte[] first, byte[] second, byte[] third) => first.Length > second.Length ? first : third;

    static readonly InvalidOperationException _failure = new("known");
}
