#if !WOVEN
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Statements.Measuring;

/// <summary>The runtime's counter before and after each call.</summary>
static class Meter
{
    /// <summary>What the counter itself needs at first.</summary>
    public static void WarmUp()
    {
        for (var i = 0; i < 5; i++)
            One(static () => { });
        GC.GetTotalAllocatedBytes(precise: true);
    }

    /// <summary>Calls and reads.</summary>
    public static Reading Read(Statement statement, Action call, int times)
    {
        long sum = 0, least = long.MaxValue, most = 0;
        for (var i = 0; i < times; i++)
        {
            var bytes = One(call);
            sum += bytes;
            least = Math.Min(least, bytes);
            most = Math.Max(most, bytes);
        }
        return new((double)sum / times, least, most);
    }

    /// <summary>Bytes of the process for each of the calls that are awaited, without those of the loop.</summary>
    public static double ReadAsync(Statement statement, Func<Task> call, int times)
    {
        var few = All(call, times / 20);
        return (double)(All(call, times) - few) / (times - (times / 20));
    }

    /// <summary>The counter knows no source.</summary>
    public static string TextOf(Statement statement) => "";

    // Not optimised: it would look into what it calls.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    static long One(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static long All(Func<Task> call, int times)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var calls = Loop(call, times);
        while (!calls.IsCompleted)
            Thread.Yield();
        calls.GetAwaiter().GetResult();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    static async Task Loop(Func<Task> call, int times)
    {
        for (var i = 0; i < times; i++)
            await call();
    }
}
#endif
