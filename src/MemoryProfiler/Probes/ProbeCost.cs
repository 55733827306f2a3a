using System.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Methods;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Probes;

/// <summary>
/// Estimates what probes cost: how many of each kind ran, times what one takes in this process. Optimised code and code
/// that is not are timed when somebody asks. Code as it is compiled first is timed when the profiler starts. All are in a
/// ledger of their own, so that nothing of it is recorded.
/// </summary>
static unsafe class ProbeCost
{
    /// <summary>Slots of the profiler's own number: the entry and four lines.</summary>
    public const int SlotCount = 5;

    const int Turns = 1_000;
    const int ColdTurns = 8;
    const int Batches = 9;

    // With a slow metric read at every line a turn takes milliseconds.
    static readonly long _slowTurn = Stopwatch.Frequency / 10_000;

    static readonly object _gate = new();

    // What was timed within the last second is not timed again: a program may ask for many reports.
    static readonly Dictionary<(nint Loop, AllocationClockKind Clock), (double Nanoseconds, long At)> _prices = [];

    // Of a probe that reads, before it was optimised.
    static double _cold;

    /// <summary>Nanoseconds that the probes took, estimated from what their kinds take in this process now. Safe from any thread.</summary>
    public static double Nanoseconds(in ProbeUse use)
    {
        if (!ProfilerSwitch.IsOn)
            return 0;
        var mine = LedgerRegistry.Current;
        lock (_gate)
        {
            LedgerRegistry.Use(LedgerRegistry.TakeTimed());
            try
            {
                var slower = use.Cold == default ? 1 : Math.Max(1, _cold / Time(1, &ProbeLoops.Reading, &ProbeLoops.Work));
                return OptimisedPrice(use.Optimised) + UnoptimisedPrice(use.Unoptimised + (use.Cold * slower));
            }
            finally
            {
                LedgerRegistry.Use(mine);
            }
        }
    }

    /// <summary>
    /// Runs every probe once and times them as they are compiled first. So what the runtime allocates to prepare them
    /// falls into the profiler's own time.
    /// </summary>
    public static void Warm()
    {
        if (LedgerRegistry.Current == null)
            LedgerRegistry.Attach();
        var mine = LedgerRegistry.Current;
        lock (_gate)
        {
            LedgerRegistry.Use(LedgerRegistry.TakeTimed());
            try
            {
                var activation = Probe.Enter(MethodIds.Calibration, SlotCount);
                Probe.HandOut(activation, MethodIds.Calibration);
                var owner = Probe.Share(activation, ownBytes: 0);
                Probe.ExitPart(Probe.EnterDelegate(MethodIds.Calibration, SlotCount, 1, 0, owner));
                CalledProbeLoops.Warm();
                if (_cold == 0)
                    _cold = Measure(activation, &ProbeLoops.Reading, ColdTurns) - Measure(activation, &ProbeLoops.Work, ColdTurns);
                Probe.Exit(activation);
            }
            finally
            {
                LedgerRegistry.Use(mine);
            }
        }
    }

    static double OptimisedPrice(in ProbeTally tally) => Time(tally.Reading, &ProbeLoops.ReadingOptimised, &ProbeLoops.WorkOptimised)
        + Time(tally.Counting, &ProbeLoops.CountingOptimised, &ProbeLoops.WorkOptimised)
        + Time(tally.Visiting, &ProbeLoops.VisitingOptimised, &ProbeLoops.WorkOptimised)
        + Time(tally.CalledReading, &CalledProbeLoops.Reading, &ProbeLoops.WorkOptimised)
        + Time(tally.CalledCounting, &CalledProbeLoops.Counting, &ProbeLoops.WorkOptimised)
        + Time(tally.CalledVisiting, &CalledProbeLoops.Visiting, &ProbeLoops.WorkOptimised)
        + Time(tally.Part, &ProbeLoops.PartOptimised)
        + Time(tally.Calls, &ProbeLoops.CallsOptimised, &ProbeLoops.WorkOptimised)
        + Time(tally.Activations, &ProbeLoops.ActivationsOptimised)
        + Time(tally.Segments, &ProbeLoops.SegmentsOptimised);

    // There all probes are called.
    static double UnoptimisedPrice(in ProbeTally tally) => Time(tally.Reading + tally.CalledReading, &ProbeLoops.Reading, &ProbeLoops.Work)
        + Time(tally.Counting + tally.CalledCounting, &ProbeLoops.Counting, &ProbeLoops.Work)
        + Time(tally.Visiting + tally.CalledVisiting, &ProbeLoops.Visiting, &ProbeLoops.Work)
        + Time(tally.Part, &ProbeLoops.Part)
        + Time(tally.Calls, &ProbeLoops.Calls)
        + Time(tally.Activations, &ProbeLoops.Activations)
        + Time(tally.Segments, &ProbeLoops.Segments);

    static double Time(double count, delegate*<nint, int, void> loop, delegate*<nint, int, void> work = null)
    {
        if (count <= 0)
            return 0;
        var kind = ((nint)loop, AllocationClock.InUse);
        var now = Stopwatch.GetTimestamp();
        if (!_prices.TryGetValue(kind, out var price) || now - price.At > Stopwatch.Frequency)
            _prices[kind] = price = (Price(loop, work), now);
        return count * price.Nanoseconds;
    }

    static double Price(delegate*<nint, int, void> loop, delegate*<nint, int, void> work)
    {
        var activation = Probe.Enter(MethodIds.Calibration, SlotCount);
        var nanoseconds = Measure(activation, loop, Turns);
        if (work != null)
            nanoseconds -= Measure(activation, work, Turns);
        Probe.Exit(activation);
        return Math.Max(0, nanoseconds);
    }

    /// <summary>Nanoseconds of one probe in a loop: the median of a few batches, as some are slowed by something else.</summary>
    static double Measure(nint activation, delegate*<nint, int, void> loop, int turns)
    {
        // The first visits go the slow path, and the first call is compiled.
        loop(activation, 4);
        if (Ticks(loop, activation, 1) > _slowTurn)
            turns = 1;
        var times = stackalloc long[Batches];
        for (var batch = 0; batch < Batches; batch++)
            times[batch] = Ticks(loop, activation, turns);
        new Span<long>(times, Batches).Sort();
        return times[Batches / 2] * 1e9 / Stopwatch.Frequency / (turns * ProbeLoops.PerTurn);
    }

    static long Ticks(delegate*<nint, int, void> loop, nint activation, int turns)
    {
        var start = Stopwatch.GetTimestamp();
        loop(activation, turns);
        return Stopwatch.GetTimestamp() - start;
    }
}
