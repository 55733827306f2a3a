using System.Diagnostics;

namespace MemoryProfiler.RuntimeAsync;

/// <summary>What a call costs that does not suspend, and one suspension of a call that does so a million times.</summary>
static class Costs
{
    const int Rounds = 15;
    const int Calls = 200_000;
    const int Suspensions = 1_000_000;

    public static void Run()
    {
        Console.WriteLine($"without a suspension: {Least(Calls, static () => Repeat().GetAwaiter().GetResult()):F1} ns a call");
        Console.WriteLine($"a million suspensions: {Least(Suspensions, static () => Million().GetAwaiter().GetResult()):F1} ns each");
    }

    static double Least(int count, Action run)
    {
        var least = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds / count);
        }
        return least;
    }

    static async Task<long> Repeat()
    {
        long sum = 0;
        for (var i = 0; i < Calls; i++)
            sum += await Lookup(i);
        return sum;
    }

    [Profile]
    static async ValueTask<int> Lookup(int key)
    {
        var hash = key * 31;
        if (hash == -1)
            await Task.Yield();
        return hash ^ key;
    }

    [Profile]
    static async Task<long> Million()
    {
        long sum = 0;
        for (var i = 0; i < Suspensions; i++)
        {
            await Task.Yield();
            sum += i;
        }
        return sum;
    }
}
