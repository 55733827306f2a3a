using System.Runtime.CompilerServices;

namespace HeapLeaks;

/// <summary>Looks for the best model: each trial loads data of its own, which nobody needs afterwards.</summary>
static class AutoSearch
{
    public const int Trials = 16;

    /// <summary>Runs all trials.</summary>
    /// <param name="mebibytes">The data of each.</param>
    /// <param name="use">What the program does with a trial's accessor.</param>
    public static double Run(int mebibytes, Action<FrameStats> use)
    {
        var best = 0.0;
        for (var trial = 0; trial < Trials; trial++)
        {
            best = Math.Max(best, Trial(mebibytes, use));
            // So that what is measured is what is held, and not what a collection would take.
            GC.Collect();
        }
        return best;
    }

    // By the time that everything is collected no local of a trial is left.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static double Trial(int mebibytes, Action<FrameStats> use)
    {
        var frame = new DataFrame(mebibytes);
        use(frame.Stats);
        return frame.Stats.Mean();
    }
}
