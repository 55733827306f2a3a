using System.Globalization;
using System.Text;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Assertions.Messages;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>
/// Tells a leak from a cache that fills and from what else grows meanwhile. What leaks grows in every round, however many
/// calls were made before it, and by as much per call. Each round calls as often as all before it together: what grows per
/// round and not per call, as a test runner's own lists do, is far less per call in the last round.
/// </summary>
sealed class GrowthRounds(AssertionName assertion, int calls, int retries)
{
    // A leak that is met only now and then is met a little less often in one round than in another.
    const double ShareOfEarlierRounds = 0.75;

    // A leak grows by about as much per call in each round. What does not gets some more rounds to be quiet in one.
    const double MostApart = 2;
    const int RoundsInDoubt = 3;

    // Of their full size from the start: what grows here is in the figures.
    readonly List<(long Calls, long Bytes)> _rounds = new(retries + 1);
    long _calls;
    long _live;
    bool _isOver;

    /// <summary>How often to call next: first the warm-up.</summary>
    public long NextCalls => _calls == 0 ? calls : _calls;

    /// <summary>Whether there is another round.</summary>
    public bool IsOver => _isOver;

    /// <summary>The call does not leak.</summary>
    public bool HasPassed => _rounds[^1].Bytes <= 0 || PerCall < ShareOfEarlierRounds * LeastPerCallBefore;

    /// <summary>What was measured.</summary>
    public GrowthMeasurement Measurement => new() { BytesPerCall = Math.Max(0, PerCall), Rounds = _rounds.Count, Calls = _calls };

    double PerCall => PerCallOf(_rounds[^1]);

    bool IsInDoubt => !HasPassed && _rounds.Max(PerCallOf) > MostApart * _rounds.Min(PerCallOf);

    double LeastPerCallBefore => _rounds.SkipLast(1).Select(PerCallOf).DefaultIfEmpty().Min();

    static double PerCallOf((long Calls, long Bytes) round) => (double)round.Bytes / round.Calls;

    /// <summary>The warm-up is over.</summary>
    public void Start(long live)
    {
        _calls = calls;
        _live = live;
    }

    /// <summary>A round is over.</summary>
    public void Add(long live)
    {
        _rounds.Add((_calls, live - _live));
        _calls += _calls;
        _isOver = live <= _live || _rounds.Count > retries + (IsInDoubt ? RoundsInDoubt : 0);
        _live = live;
    }

    /// <summary>What a leak's failure says.</summary>
    /// <param name="lines">The profiled lines that ran once more.</param>
    public string Failure(RecordedLines lines)
    {
        var rounds = _rounds.Select(round => string.Create(CultureInfo.InvariantCulture, $"{round.Bytes:N0} B in {round.Calls:N0} calls"));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"{assertion}: live memory grew in every round, in the last one by {ByteSize.FormatAverage(PerCall)} per call: {string.Join(", ", rounds)}.\n"));
        FailureMessage.AppendLines(text, lines);
        text.Append("Hint: Something keeps what the calls create: a static collection, a cache without a bound, an event nobody unsubscribes from.\n");
        text.Append("Hint: Live memory is the process's: run this test beside none that keeps memory meanwhile.");
        return text.ToString();
    }
}
