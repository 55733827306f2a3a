using System.Diagnostics;

namespace MemoryProfiler.Benchmarks.Harness;

/// <summary>
/// Measures several things in turns, A B B A, in many short batches. What else the machine does meets all of them alike,
/// and some batches of each not at all. Always in the same order, one of two things that allocate as much may pay for the
/// collections of both.
/// </summary>
static class Interleaved
{
    // The JIT optimises what was called often once nothing new has been compiled for 100 ms.
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(120);
    static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(25);

    /// <summary>Runs all works; answers for each the nanoseconds of one run in every round, which is a batch on the way there and one on the way back.</summary>
    public static double[][] Run(Effort effort, IReadOnlyList<Action> works)
    {
        WarmUp(effort, works);
        var counts = works.Select(work => Count(work, effort.Batch)).ToArray();
        var times = works.Select(_ => new double[effort.Rounds]).ToArray();
        for (var round = 0; round < effort.Rounds; round++)
        {
            for (var turn = 0; turn < 2 * works.Count; turn++)
            {
                var i = turn < works.Count ? turn : 2 * works.Count - 1 - turn;
                times[i][round] += Time(works[i], counts[i]) / counts[i] / 2;
            }
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
