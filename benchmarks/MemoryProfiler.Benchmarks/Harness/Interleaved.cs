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
        return Run(effort.Rounds, [.. works.Select(work =>
        {
            var count = Count(work, effort.Batch);
            return (Func<double>)(() => Time(work, count) / count);
        })]);
    }

    /// <summary>Takes measurements in turns; answers for each the mean of its two in every round.</summary>
    public static double[][] Run(int rounds, IReadOnlyList<Func<double>> measurements)
    {
        var results = measurements.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < 2 * measurements.Count; turn++)
            {
                var i = turn < measurements.Count ? turn : 2 * measurements.Count - 1 - turn;
                results[i][round] += measurements[i]() / 2;
            }
        }
        return results;
    }

    /// <summary>Runs all works until the JIT has optimised them. On a busy machine its own thread waits for its turn: the end is that nothing gets quicker any more.</summary>
    public static void WarmUp(Effort effort, IReadOnlyList<Action> works)
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
