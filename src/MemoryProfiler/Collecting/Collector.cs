using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Notices;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting;

/// <summary>Merges all threads' ledgers with the maps of the woven assemblies into a report.</summary>
static unsafe class Collector
{
    static readonly object _gate = new();
    static Dictionary<int, MethodTotals> _baseline = [];
    static int _fullCollectionsAtStart;

    /// <summary>A report of everything recorded since the start or the last reset. Safe from any thread.</summary>
    /// <param name="withPeak">Whether to ask for the lines that held most at the peak, if they are recorded: that takes some time and memory.</param>
    public static ProfileReport Capture(bool withPeak = true)
    {
        using var own = OwnWork.Begin();
        TypeRecorder.Settle();
        var peak = withPeak ? PeakSource.Now() : null;
        // Not while this copy's own are locked: another copy may be asking for them.
        var others = CopyReports.OfOthers();
        lock (_gate)
        {
            return Own(own.Start, out _).Build(GC.CollectionCount(GC.MaxGeneration) - _fullCollectionsAtStart, others, peak);
        }
    }

    /// <summary>What this copy of the library alone has recorded since the start or the last reset. Safe from any thread.</summary>
    public static CopyFigures CaptureOwn()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            Own(own.Start, out var figures);
            // A report of this copy's says so with what is the process's.
            figures.Notes.AddFaults(ProfilerStart.Faults);
            return figures;
        }
    }

    /// <summary>What is recorded now, resets left aside: the begin of a difference. Safe from any thread.</summary>
    /// <param name="choice">Where.</param>
    public static LedgerSnapshot Snapshot(LedgerChoice choice)
    {
        using var own = OwnWork.Begin();
        // One that the thread got later would bring along what dead threads have counted in it.
        if (choice == LedgerChoice.ThisThread && ProfilerSwitch.IsOn && LedgerRegistry.Current == null)
            LedgerRegistry.Attach();
        lock (_gate)
            return new LedgerSnapshot(ReadAll(own.Start, choice), choice);
    }

    /// <summary>
    /// The methods whose lines ran or allocated since a snapshot, in no order. What a report says of the process besides
    /// is left out. Extremes and first visits are those since the start or the last reset. Safe from any thread.
    /// </summary>
    /// <param name="earlier">The one; of the same thread, if it is of one.</param>
    /// <param name="later">The other one, which cannot be used again.</param>
    /// <param name="types">What their types are taken from; null for none.</param>
    public static RecordedLines LinesBetween(LedgerSnapshot earlier, LedgerSnapshot later, TypeWindow? types)
    {
        using var own = OwnWork.Begin();
        if (types is not null)
            TypeRecorder.Settle();
        lock (_gate)
        {
            var totals = later.Totals;
            Subtract(totals, earlier.Totals);
            var figures = Figures(types is null ? null : types.Of);
            var methods = totals
                .Where(counted => MethodFigures.IsRecorded(counted.Value))
                .Select(counted => figures.Of(counted.Key, counted.Value))
                .OfType<MethodProfile>()
                .Where(method => method.Lines.Any(line => line.Occurrences != 0 || line.SelfAllocatedBytes != 0));
            return new RecordedLines([.. methods], figures.Metric, figures.AreBytesEstimated);
        }
    }

    /// <summary>The lines of one method since the start or the last reset; null if nothing of it is recorded. Safe from any thread.</summary>
    /// <param name="method">Its process-wide id.</param>
    /// <param name="choice">Where; what assertions called knows no reset.</param>
    public static MethodProfile? LinesOf(int method, LedgerChoice choice)
    {
        using var own = OwnWork.Begin();
        // Types are told of the program's lines: what assertions call is not among their samples.
        var isProgram = choice == LedgerChoice.Program;
        if (isProgram)
            TypeRecorder.Settle();
        lock (_gate)
        {
            if (!ReadAll(own.Start, choice).TryGetValue(method, out var counted))
                return null;
            if (isProgram && _baseline.TryGetValue(method, out var earlier))
                counted.Subtract(earlier);
            return MethodFigures.IsRecorded(counted) ? Figures(isProgram ? ProgramTypes : null).Of(method, counted) : null;
        }
    }

    /// <summary>Nanoseconds of the probes that have run since an earlier moment, resets left aside, at the prices of now. Safe from any thread.</summary>
    /// <param name="earlier">The probes up to that moment; moved to now.</param>
    public static double CostSince(ref ProbeUse earlier)
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            var use = Use(ReadAll(own.Start, LedgerChoice.Program), out _);
            var since = use - earlier;
            earlier = use;
            return ProbeCost.Nanoseconds(since);
        }
    }

    /// <summary>Forgets what was recorded; calls in progress count from here on.</summary>
    public static void Reset()
    {
        using var own = OwnWork.Begin();
        ResetOwn();
        CopyReports.ResetOthers();
    }

    /// <summary>The same of this copy of the library alone.</summary>
    public static void ResetOwn()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            LedgerRegistry.BeginReset();
            _baseline = ReadAll(own.Start, LedgerChoice.Program);
            _fullCollectionsAtStart = GC.CollectionCount(GC.MaxGeneration);
            LedgerRegistry.NextEpoch();
            SampledMemory.NextEpoch();
            lock (LedgerRegistry.Gate)
                LedgerRegistry.ForEach(ledger => BeginAnew((ThreadLedger*)ledger, own.Start));
            TypeRecorder.Reset();
            PeakSource.Reset();
            foreach (var scope in NamedScopes.All())
                scope.ForgetMisplacedEnds();
            CastGrowths.Clear();
            UnrecordedCalls.Clear();
            UnwatchedCalls.Clear();
        }
    }

    static void BeginAnew(ThreadLedger* ledger, long now)
    {
        LedgerReader.MixRunning(ledger);
        ThreadLedger.NoteReset(ledger, ledger == LedgerRegistry.Current ? now : null);
    }

    /// <summary>Begins the readings of the process's memory anew, as they are of another metric now; all else goes on.</summary>
    public static void RestartReadings()
    {
        using var own = OwnWork.Begin();
        lock (_gate)
        {
            SampledMemory.Restart();
            SampledMemory.NextEpoch();
            foreach (var (method, now) in ReadAll(own.Start, LedgerChoice.Program))
            {
                if (!_baseline.TryGetValue(method, out var earlier))
                    _baseline.Add(method, earlier = new MethodTotals(now.Lines.Length));
                earlier.TakeReadings(now);
            }
        }
    }

    static void Subtract(Dictionary<int, MethodTotals> totals, Dictionary<int, MethodTotals> baseline)
    {
        foreach (var (method, earlier) in baseline)
            totals[method].Subtract(earlier);
    }

    static ReportBuilder Own(long now, out CopyFigures figures)
    {
        var totals = ReadAll(now, LedgerChoice.Program);
        Subtract(totals, _baseline);
        var builder = new ReportBuilder(totals, _baseline, Figures(ProgramTypes));
        foreach (var assembly in WovenAssemblies.All())
            builder.Add(assembly, MethodDirectory.MapOf(assembly));
        foreach (var scope in NamedScopes.All())
            builder.Add(scope);
        foreach (var growth in CastGrowths.All())
        {
            if (totals.ContainsKey(growth.Method))
                builder.Add(growth);
        }
        figures = builder.Own(Use(totals, out var probes), probes, LedgerRegistry.TotalSize());
        return builder;
    }

    static Func<int, int, LineTypes?>? ProgramTypes => TypeSwitch.IsOn ? TypeRecorder.Of : null;

    static MethodFigures Figures(Func<int, int, LineTypes?>? types)
    {
        // A report may come before the first woven assembly.
        AllocationClock.Start();
        return new MethodFigures(CurrentSettings.MetricInForce, AllocationClock.IsInexact, types);
    }

    static Dictionary<int, MethodTotals> ReadAll(long now, LedgerChoice choice)
    {
        var all = new Dictionary<int, MethodTotals>();
        var mine = LedgerRegistry.Current;
        lock (LedgerRegistry.Gate)
        {
            if (choice == LedgerChoice.Program)
                LedgerRegistry.ForEach(Read);
            else if (choice == LedgerChoice.Asserted)
                LedgerRegistry.ForEachAsserted(Read);
            else if (mine != null)
                Read((nint)mine);
        }
        return all;

        void Read(nint ledger)
        {
            foreach (var (method, totals) in LedgerReader.Read((ThreadLedger*)ledger, (ThreadLedger*)ledger == mine ? now : null))
            {
                if (all.TryGetValue(method, out var sum))
                    sum.Add(totals);
                else
                    all.Add(method, totals);
            }
        }
    }

    static ProbeUse Use(Dictionary<int, MethodTotals> totals, out long probes)
    {
        var counts = new ProbeCounts();
        var others = new HashSet<int>(totals.Keys);
        foreach (var assembly in WovenAssemblies.All())
        {
            var isOptimised = assembly.CanBeOptimised;
            for (var i = 0; i < assembly.MethodCount; i++)
            {
                if (totals.TryGetValue(assembly.FirstMethod + i, out var method) && others.Remove(assembly.FirstMethod + i))
                    counts.Add(method, MethodDirectory.MapOf(assembly)?.Methods[i], isOptimised);
            }
        }
        others.Remove(MethodIds.Calibration);
        foreach (var scope in others)
            counts.Add(totals[scope], null, isOptimised: true);
        var use = counts.Use(totals.TryGetValue(MethodIds.Calibration, out var own) ? own.Activations : default);
        probes = counts.Count;
        return use;
    }
}
