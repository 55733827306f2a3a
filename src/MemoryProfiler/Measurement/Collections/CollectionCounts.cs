namespace MemoryProfiler.Measurement.Collections;

/// <summary>How far the runtime's collections have come, read at one moment between two of its pauses. Allocates nothing.</summary>
/// <param name="Paused">Ticks that all collections so far have stopped the program for. It moves with every pause, before a thread goes on.</param>
/// <param name="All">Collections begun.</param>
/// <param name="Full">Of those, collections of the oldest generation: blocking ones and background ones.</param>
readonly record struct CollectionCounts(long Paused, int All, int Full)
{
    /// <summary>The counts now; all of one moment.</summary>
    public static CollectionCounts Now()
    {
        while (true)
        {
            var paused = PausedNow();
            var counts = new CollectionCounts(paused, GC.CollectionCount(0), GC.CollectionCount(GC.MaxGeneration));
            // This thread may have been stopped between the readings.
            if (PausedNow() == paused)
                return counts;
        }
    }

    /// <summary>The cheapest of them alone.</summary>
    public static long PausedNow() => GC.GetTotalPauseDuration().Ticks;
}
