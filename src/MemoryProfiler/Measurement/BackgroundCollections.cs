using System.Globalization;

namespace MemoryProfiler.Measurement;

/// <summary>
/// Which of the collections of the oldest generation were background ones. The runtime tells that of a collection only
/// when it has ended, so each is looked at when it has begun and once more later. Safe from any thread.
/// </summary>
sealed class BackgroundCollections
{
    readonly object _gate = new();
    CollectionCounts _seen;
    long _lastEnded;
    volatile int _full;
    volatile int _latest;
    volatile int _earlier;
    volatile bool _isRunning;

    /// <summary>Those of this process.</summary>
    public static BackgroundCollections OfProcess { get; } = new();

    /// <summary>Whether the process has them at all.</summary>
    public static bool ArePossible { get; private set; }

    /// <summary>How many collections of the oldest generation have been looked at.</summary>
    public int Full => _full;

    /// <summary>The latest background collection, counted among those of the oldest generation; one that cannot be told counts as one. 0 before the first.</summary>
    public int Latest => _latest;

    /// <summary>The one before <see cref="Latest"/>.</summary>
    public int Earlier => _earlier;

    /// <summary>Whether <see cref="Latest"/> may not have ended yet.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>Finds out whether the process has background collections. May allocate.</summary>
    public static void Start()
    {
        ArePossible = !GC.GetConfigurationVariables().TryGetValue("ConcurrentGC", out var value)
            || Convert.ToBoolean(value, CultureInfo.InvariantCulture);
        if (ArePossible)
            OfProcess.Look(CollectionCounts.Now(), FinishedCollections.Read());
    }

    /// <summary>Takes note of what has begun and ended.</summary>
    /// <param name="now">The counts of a moment.</param>
    /// <param name="finished">What had ended; read after <paramref name="now"/>.</param>
    public void Look(in CollectionCounts now, in FinishedCollections finished)
    {
        lock (_gate)
        {
            if (now.All < _seen.All)
                return;
            var begun = now.Full - _seen.Full;
            var lastEnded = Math.Max(finished.Background, finished.FullBlocking);
            // Collections of the oldest generation never overlap: all are over if the last one begun is.
            var isOver = begun switch
            {
                0 => !_isRunning || lastEnded != _lastEnded,
                1 => lastEnded > _seen.All,
                _ => lastEnded >= now.All,
            };
            if (begun > 0 && (!isOver || finished.Background > _seen.All))
            {
                // Which of several it was is not told, unless it was the last.
                var isLast = !isOver || finished.Background == lastEnded;
                _earlier = begun == 1 ? _latest : now.Full - 1;
                _latest = isLast ? now.Full : now.Full - 1;
            }
            _isRunning = !isOver;
            _lastEnded = lastEnded;
            _seen = now;
            _full = now.Full;
        }
    }
}
