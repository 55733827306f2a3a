using System.Globalization;

namespace MemoryProfiler.Measurement.Collections;

/// <summary>
/// Which of the collections of the oldest generation were background ones. The runtime tells that of a collection only
/// when it has ended. So each is looked at when it has begun and once more later. Safe from any thread.
/// </summary>
sealed class BackgroundCollections
{
    static bool _started;

    readonly object _gate = new();
    CollectionCounts _seen;
    long _lastEnded;
    volatile FullCollections _now = new(0, 0, 0, IsRunning: false);

    /// <summary>Those of this process.</summary>
    public static BackgroundCollections OfProcess { get; } = new();

    /// <summary>Whether the process has them at all.</summary>
    public static bool ArePossible { get; private set; }

    /// <summary>What is known up to now.</summary>
    public FullCollections Now => _now;

    /// <summary>Finds out whether the process has background collections. May allocate.</summary>
    public static void Start()
    {
        if (_started)
            return;
        _started = true;
        var isOn = !GC.GetConfigurationVariables().TryGetValue("ConcurrentGC", out var value)
            || Convert.ToBoolean(value, CultureInfo.InvariantCulture);
        ArePossible = isOn && CanTell();
        if (ArePossible)
            OfProcess.Look(CollectionCounts.Now(), FinishedCollections.Read());
    }

    // Mono has no collections by kind: its count of a thread's bytes is its own and knows no unused rest of an allocation quantum.
    static bool CanTell()
    {
        try
        {
            FinishedCollections.Read();
            return true;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Takes note of what has begun and ended. Allocates a few bytes: the caller takes them out.</summary>
    /// <param name="counts">The counts of a moment.</param>
    /// <param name="finished">What had ended; read after <paramref name="counts"/>.</param>
    public void Look(in CollectionCounts counts, in FinishedCollections finished)
    {
        lock (_gate)
        {
            if (counts.All < _seen.All)
                return;
            var begun = counts.Full - _seen.Full;
            var lastEnded = Math.Max(finished.Background, finished.FullBlocking);
            // Collections of the oldest generation never overlap: all are over if the last one begun is.
            var isOver = begun switch
            {
                0 => !_now.IsRunning || lastEnded != _lastEnded,
                1 => lastEnded > _seen.All,
                _ => lastEnded >= counts.All,
            };
            var (background, earlier) = (_now.Background, _now.EarlierBackground);
            if (begun > 0 && (!isOver || finished.Background > _seen.All))
            {
                // Which of several it was is not told, unless it was the last.
                earlier = begun == 1 ? background : counts.Full - 1;
                background = !isOver || finished.Background == lastEnded ? counts.Full : counts.Full - 1;
            }
            _now = new FullCollections(counts.Full, background, earlier, !isOver);
            _lastEnded = lastEnded;
            _seen = counts;
        }
    }
}
