namespace MemoryProfiler.Collecting;

/// <summary>
/// What is known of the lines that held most at the peak. AllocationSites of the package MemoryProfiler.Heap records and
/// hangs in here. Safe from any thread.
/// </summary>
static class PeakSource
{
    static Func<RecordedPeak?>? _running;
    static RecordedPeak? _last;

    /// <summary>Recording has begun.</summary>
    /// <param name="ask">Tells the peak up to now; null if nothing is recorded any more. It does not throw.</param>
    public static void Use(Func<RecordedPeak?> ask) => (_last, _running) = (null, ask);

    /// <summary>Recording has ended.</summary>
    /// <param name="last">What it found; null if that could not be read.</param>
    public static void End(RecordedPeak? last) => (_last, _running) = (last, null);

    /// <summary>The peak up to now; null if nothing was recorded. Not while a report's figures are locked.</summary>
    public static RecordedPeak? Now() => _running?.Invoke() ?? _last;

    /// <summary>Forgets what a recording found that has ended; one that runs has a reset of its own.</summary>
    public static void Reset() => _last = null;
}
