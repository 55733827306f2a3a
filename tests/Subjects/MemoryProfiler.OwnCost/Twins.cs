using System.Runtime.CompilerServices;

namespace MemoryProfiler.OwnCost;

/// <summary>Code that stands here twice, with probes and without.</summary>
static class Twins
{
    static long _sum;
    static object? _kept;

    public static (Action<int> Plain, Action<int> Woven) Of(string shape) => shape switch
    {
        "loop" => (Loop, WovenLoop),
        "calls" => (Calls, WovenCalls),
        "allocations" => (Allocations, WovenAllocations),
        "lambda" => (Lambda, WovenLambda),
        "async" => (Asyncs, WovenAsyncs),
        "iterator" => (n => _sum += Iterator(n).Sum(), n => _sum += WovenIterator(n).Sum()),
        _ => throw new ArgumentException(shape),
    };

    static void Loop(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += i ^ 3;
    }

    [Profile]
    static void WovenLoop(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += i ^ 3;
    }

    static void Calls(int n)
    {
        for (var i = 0; i < n; i++)
            Call(i);
    }

    static void WovenCalls(int n)
    {
        for (var i = 0; i < n; i++)
            WovenCall(i);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Call(int n)
    {
        _sum += n;
    }

    [Profile]
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void WovenCall(int n)
    {
        _sum += n;
    }

    static void Allocations(int n)
    {
        for (var i = 0; i < n; i++)
        {
            _kept = new byte[40];
            _sum += i;
        }
    }

    [Profile]
    static void WovenAllocations(int n)
    {
        for (var i = 0; i < n; i++)
        {
            _kept = new byte[40];
            _sum += i;
        }
    }

    static void Lambda(int n) => _sum += Enumerable.Range(0, n).Sum(x => x % 7);

    [Profile]
    static void WovenLambda(int n) => _sum += Enumerable.Range(0, n).Sum(x => x % 7);

    static void Asyncs(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += Async(i).GetAwaiter().GetResult();
    }

    static void WovenAsyncs(int n)
    {
        for (var i = 0; i < n; i++)
            _sum += WovenAsync(i).GetAwaiter().GetResult();
    }

    static async Task<int> Async(int n)
    {
        _sum += n;
        await Task.CompletedTask;
        return n & 7;
    }

    [Profile]
    static async Task<int> WovenAsync(int n)
    {
        _sum += n;
        await Task.CompletedTask;
        return n & 7;
    }

    static IEnumerable<int> Iterator(int n)
    {
        for (var i = 0; i < n; i++)
            yield return i & 7;
    }

    [Profile]
    static IEnumerable<int> WovenIterator(int n)
    {
        for (var i = 0; i < n; i++)
            yield return i & 7;
    }
}
