using System.Runtime.CompilerServices;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Async methods, awaited.</summary>
static class AsyncMethods
{
    public static async Task Small_number_at_once()
    {
        await Return(5);
    }

    public static async Task Larger_number_at_once()
    {
        await Return(500);
    }

    public static async Task Nothing_at_once()
    {
        await Nothing();
    }

    public static async Task Five_deep_at_once()
    {
        await Deep(5);
    }

    public static async Task One_Yield()
    {
        await Task.Yield();
    }

    public static async Task Three_Yields()
    {
        await Task.Yield();
        await Task.Yield();
        await Task.Yield();
    }

    public static async Task One_Yield_and_locals_that_are_kept()
    {
        var number = Environment.TickCount;
        var id = Guid.NewGuid();
        await Task.Yield();
        GC.KeepAlive(id == default ? number : 0);
    }

    public static async Task One_Yield_in_try_and_finally()
    {
        try
        {
            await Task.Yield();
        }
        finally
        {
            Given.Sum++;
        }
    }

    public static async Task Ten_deep_and_one_Yield()
    {
        await DeepYield(10);
    }

    public static async Task ValueTask_at_once()
    {
        await ValueReturn(500);
    }

    public static async Task ValueTask_and_one_Yield()
    {
        await ValueYield();
    }

    public static async Task Pooled_ValueTask_and_one_Yield()
    {
        await PooledYield();
    }

    public static async Task Await_foreach_at_once()
    {
        await foreach (var number in Numbers())
            Given.Sum += number;
    }

    public static async Task Completed_task_awaited()
    {
        await Task.CompletedTask;
    }

    public static async Task Exception_at_once()
    {
        try
        {
            await Throw();
        }
        catch (InvalidOperationException)
        {
            Given.Sum++;
        }
    }

    static async Task<int> Return(int number) => number;

    static async Task Nothing()
    {
    }

    static async Task<int> Deep(int depth) => depth == 0 ? 500 : await Deep(depth - 1);

    static async Task DeepYield(int depth)
    {
        if (depth == 0)
            await Task.Yield();
        else
            await DeepYield(depth - 1);
    }

    static async ValueTask<int> ValueReturn(int number) => number;

    static async ValueTask<int> ValueYield()
    {
        await Task.Yield();
        return 500;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    static async ValueTask<int> PooledYield()
    {
        await Task.Yield();
        return 500;
    }

    static async IAsyncEnumerable<int> Numbers()
    {
        yield return 1;
        yield return 2;
    }

    static async Task Throw() => throw new InvalidOperationException("x");
}
