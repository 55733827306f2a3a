using System.Runtime.InteropServices;
using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.Notices;
using MemoryProfiler.Measurement.Clock;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Probes;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting;

/// <summary>Turns totals by number into methods and lines by name.</summary>
/// <param name="totals">What was counted in the time that the report is of.</param>
/// <param name="earlier">What was counted before it.</param>
/// <param name="figures">Turns what was counted of a method into its lines.</param>
sealed class ReportBuilder(Dictionary<int, MethodTotals> totals, Dictionary<int, MethodTotals> earlier, MethodFigures figures)
{
    readonly CopyFigures _own = new();

    ReportNotes Notes => _own.Notes;

    /// <summary>Adds the methods of one assembly.</summary>
    public void Add(WovenAssembly assembly, MethodMap? map)
    {
        if (map is null)
        {
            if (assembly.MethodCount > 0)
                Notes.AddUnreadable(assembly);
            return;
        }
        if (ReplacedMethods.IsUnknownIn(assembly))
            Notes.AddReplacedSome(assembly);
        var isRecorded = false;
        for (var i = 0; i < map.Methods.Length; i++)
        {
            var mapped = map.Methods[i];
            var isReplaced = ReplacedMethods.Contains(assembly.FirstMethod + i);
            if (isReplaced)
                Notes.AddReplaced(mapped);
            if (!totals.TryGetValue(assembly.FirstMethod + i, out var counted) || !MethodFigures.IsRecorded(counted))
            {
                // With recording off nobody knows what was called, nor of a body without probes.
                if (ProfilerSwitch.IsOn && !isReplaced && !CopyReports.HasLeft)
                    Notes.AddNotCalled(mapped, wasCalled: earlier.TryGetValue(assembly.FirstMethod + i, out var before) && MethodFigures.IsRecorded(before));
                continue;
            }
            _own.Add(figures.Of(assembly, assembly.FirstMethod + i, mapped, counted), mapped.LimitBytes);
            isRecorded = true;
        }
        if (isRecorded && !assembly.CanBeOptimised)
            Notes.AddUnoptimized(assembly);
        foreach (var skipped in map.Skipped)
            Notes.AddSkipped(skipped);
    }

    /// <summary>Adds a named scope, if it was entered: a method of one line.</summary>
    public void Add(NamedScope scope)
    {
        if (totals.TryGetValue(scope.Method, out var counted) && MethodFigures.IsRecorded(counted))
            _own.Add(figures.Of(scope, counted), null);
        if (scope.MisplacedEnds > 0)
            Notes.AddMisplaced(scope);
    }

    /// <summary>Names a line on which the runtime's table of casts grew.</summary>
    public void Add(CastGrowth growth)
    {
        // A method without a map has no rows either.
        if (MethodDirectory.Locate(growth.Method, growth.Slot) is { } line)
            Notes.AddCastGrowth(line, growth.Bytes);
    }

    /// <summary>What this copy of the library has recorded.</summary>
    /// <param name="use">Its probes.</param>
    /// <param name="probes">How many those were.</param>
    /// <param name="ledgerBytes">The memory of its counters.</param>
    public CopyFigures Own(in ProbeUse use, long probes, long ledgerBytes)
    {
        (_own.AreBytesEstimated, _own.Unrecorded) = (figures.AreBytesEstimated, UnrecordedCalls.Count);
        (_own.Use, _own.Probes, _own.LedgerBytes) = (use, probes, ledgerBytes);
        return _own;
    }

    /// <summary>The report, biggest methods first.</summary>
    /// <param name="fullCollections">How many full garbage collections ran.</param>
    /// <param name="others">What other copies of the library have recorded.</param>
    /// <param name="peak">The lines that held most at the peak; null if that was not recorded.</param>
    public ProfileReport Build(int fullCollections, IReadOnlyList<CopyFigures> others, RecordedPeak? peak = null)
    {
        var all = _own;
        if (others.Count > 0)
        {
            all = new CopyFigures();
            foreach (var other in others)
                all.Add(other);
            all.Add(_own);
        }
        var state = new ReportNotes();
        state.Add(all.Notes);
        state.AddState(ProfilerSwitch.IsOn, fullCollections);
        if (!figures.HasReadings)
            state.AddNoReadings(figures.Metric);
        if (all.AreBytesEstimated)
            state.AddEstimated();
        state.AddPhantoms([.. all.Methods.SelectMany(method => method.Lines).Where(line => line.MaxExcessBytes > 0)]);
        state.AddFaults(CurrentSettings.Faults ?? []);
        state.AddFaults(ProfilerStart.Faults);
        if (TypeRecorder.Fault is { } fault)
            state.AddFaults([fault]);
        if (peak is not null)
            state.AddFaults(peak.Notes);
        if (UnwatchedCalls.Count > 0)
            state.AddUnwatched(UnwatchedCalls.Count);
        if (all.Unrecorded > 0)
            state.AddUnrecorded(all.Unrecorded);
        if (NamedScopes.IsFull)
            state.AddTooManyScopes(NamedScopes.MaxNames);
        foreach (var method in all.Methods)
        {
            if (method.OutsideCallsBytes > 0)
                state.AddOutsideCalls(method);
            if (all.Limits.TryGetValue(method.FullName, out var limit) && method.MaxAllocatedBytes - Excess(method) > limit)
                state.AddOverLimit(method, limit);
            state.RemoveNotCalled(method);
        }
        var unwoven = UnwovenMethods.Find(out var areOthersWoven);
        foreach (var method in unwoven)
            state.AddUnwoven(method);
        if (ProfilerSwitch.IsOn && all.Methods.Count == 0 && unwoven.Count == 0 && !areOthersWoven && !Array.Exists(WovenAssemblies.All(), assembly => assembly.MethodCount > 0))
            state.AddNothingMarked();
        var sorted = all.Methods
            .OrderByDescending(m => m.AllocatedBytes)
            .ThenBy(m => m.FullName, StringComparer.Ordinal)
            .ThenBy(m => m.Assembly, StringComparer.Ordinal)
            .ThenBy(m => m.File, StringComparer.Ordinal)
            .ThenBy(m => m.FirstLine);
        var report = new ProfileReport
        {
            Methods = [.. sorted],
            CapturedAt = DateTimeOffset.Now,
            Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            Metric = figures.Metric,
            AreBytesEstimated = all.AreBytesEstimated,
            Cost = Cost(all),
            Peak = peak?.Peak,
            Notes = state.ToArray(),
        };
        ReportAudit.Check(report, isAfterReset: LedgerRegistry.Resets > 0);
        return report;
    }

    static ProfilerCost Cost(CopyFigures all) => new()
    {
        ProbeCount = all.Probes,
        NanosecondsPerProbe = all.Probes > 0 ? Math.Round(ProbeCost.Nanoseconds(all.Use) / all.Probes, 2) : 0,
        LedgerBytes = all.LedgerBytes,
        Clock = AllocationClock.InUse,
    };

    /// <summary>By how much a method's own figures may be too high.</summary>
    static long Excess(MethodProfile method) => method.Lines.Sum(line => line.MaxExcessBytes);
}
