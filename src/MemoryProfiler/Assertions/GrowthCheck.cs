using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MemoryProfiler.Collecting;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Assertions;

/// <summary>
/// Tells a leak from a cache that fills: what leaks grows in every round, however many calls were made before it, and at
/// least as much in the last round as in the first, as each round calls as often as all before it together.
/// </summary>
[StackTraceHidden]
sealed class GrowthCheck(Action action, int calls, int retries)
{
    // Of their full size from the start: what grows here is in the figures.
    readonly List<(long Calls, long Bytes)> _rounds = new(retries + 1);
    long _calls;

    /// <summary>Calls until a round does not grow.</summary>
    /// <exception cref="MemoryAssertException">There was none.</exception>
    public GrowthMeasurement Run()
    {
        Call(calls);
        LiveHeap.Read();
        var live = LiveHeap.Read();
        while (_rounds.Count <= retries)
        {
            var round = _calls;
            Call(round);
            var now = LiveHeap.Read();
            _rounds.Add((round, now - live));
            if (now <= live)
                return Result(0);
            live = now;
        }
        if (_rounds[^1].Bytes < _rounds[0].Bytes)
            return Result(PerCall);
        var before = Collector.Snapshot(onlyThisThread: true);
        Call(calls);
        throw new MemoryAssertException(Message(LineDifference.Since(before)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Call(long count)
    {
        for (long i = 0; i < count; i++)
            action();
        _calls += count;
    }

    double PerCall => (double)_rounds[^1].Bytes / _rounds[^1].Calls;

    GrowthMeasurement Result(double bytesPerCall) => new() { BytesPerCall = bytesPerCall, Rounds = _rounds.Count, Calls = _calls };

    string Message(ProfileReport lines)
    {
        var rounds = _rounds.Select(round => string.Create(CultureInfo.InvariantCulture, $"{round.Bytes:N0} B in {round.Calls:N0} calls"));
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"MemoryAssert.DoesNotGrow: live memory grew in every round, in the last one by {PerCall:0.###} B per call: {string.Join(", ", rounds)}.\n"));
        FailureMessage.AppendLines(text, lines);
        text.Append("Hint: Something keeps what the calls create: a static collection, a cache without a bound, an event nobody unsubscribes from.\n");
        text.Append("Hint: Live memory is the process's: run this test beside none that keeps memory meanwhile.");
        return text.ToString();
    }
}
