using System.Diagnostics;

namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>
/// Measures several things in turns, A B A B, in many short batches. What else the machine does meets all of them alike,
/// and some batches of each not at all.
/// </summary>
static class Interleaved
{
    // The JIT optimises what was called often once nothing new has been compiled for 100 ms.
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(120);
    static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs all works; answers for each the nanoseconds of one run in every round.</summary>
    public static double[][] Run(Effort effort, IReadOnlyList<Action> works)
    {
        WarmUp(effort, works);
        var counts = works.Select(work => Count(work, effort.Batch)).ToArray();
        var times = works.Select(_ => new double[effort.Batches]).ToArray();
        for (var round = 0; round < effort.Batches; round++)
        {
            for (var i = 0; i < works.Count; i++)
                times[i][round] = Time(works[i], counts[i]) / counts[i];
        }
        return times;
    }

    // On a busy machine the JIT's own thread waits for its turn: the end is that nothing gets quicker any more.
    static void WarmUp(Effort effort, IReadOnlyList<Action> works)
    {
        var best = works.Select(_ => double.MaxValue).ToArray();
        var quietPasses = 0;
        for (var pass = 0; pass < effort.WarmUps || (quietPasses < effort.QuietPasses && pass < effort.MostWarmUps); pass++)
        {
            quietPasses++;
            for (var i = 0; i < works.Count; i++)
            {
                var time = Best(works[i], effort.IsSmoke ? TimeSpan.Zero : _warmUp);
                if (time < 0.9 * best[i])
                    quietPasses = 0;
                best[i] = Math.Min(best[i], time);
            }
            Thread.Sleep(effort.IsSmoke ? TimeSpan.Zero : _pause);
        }
    }

    static double Best(Action work, TimeSpan time)
    {
        var best = double.MaxValue;
        var start = Stopwatch.GetTimestamp();
        do
            best = Math.Min(best, Time(work, 1));
        while (Stopwatch.GetElapsedTime(start) < time);
        return best;
    }

    static int Count(Action work, TimeSpan batch)
    {
        var once = Enumerable.Range(0, 5).Min(_ => Time(work, 1));
        return (int)Math.Clamp(batch.TotalNanoseconds / once, 1, 100_000);
    }

    static double Time(Action work, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
