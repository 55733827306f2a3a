using System.Runtime.InteropServices;
using MemoryProfiler.Ledger.Notices;
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
    readonly List<MethodProfile> _methods = [];
    readonly ReportNotes _notes = new();

    /// <summary>Adds the methods of one assembly.</summary>
    public void Add(WovenAssembly assembly, MethodMap? map)
    {
        if (map is null)
        {
            if (assembly.MethodCount > 0)
                _notes.AddUnreadable(assembly);
            return;
        }
        if (ReplacedMethods.IsUnknownIn(assembly))
            _notes.AddReplacedSome(assembly);
        var isRecorded = false;
        for (var i = 0; i < map.Methods.Length; i++)
        {
            var mapped = map.Methods[i];
            var isReplaced = ReplacedMethods.Contains(assembly.FirstMethod + i);
            if (isReplaced)
                _notes.AddReplaced(mapped);
            if (!totals.TryGetValue(assembly.FirstMethod + i, out var counted) || !MethodFigures.IsRecorded(counted))
            {
                // With recording off nobody knows what was called, nor of a body without probes.
                if (ProfilerSwitch.IsOn && !isReplaced)
                    _notes.AddNotCalled(mapped, wasCalled: earlier.TryGetValue(assembly.FirstMethod + i, out var before) && MethodFigures.IsRecorded(before));
                continue;
            }
            var method = figures.Of(assembly, assembly.FirstMethod + i, mapped, counted);
            _methods.Add(method);
            isRecorded = true;
            if (method.OutsideCallsBytes > 0)
                _notes.AddOutsideCalls(method);
            if (mapped.LimitBytes is { } limit && method.MaxAllocatedBytes - Excess(method) > limit)
                _notes.AddOverLimit(method, limit);
        }
        if (isRecorded && JitOptimizations.AreDisabled(assembly.Assembly))
            _notes.AddUnoptimized(assembly);
        foreach (var skipped in map.Skipped)
            _notes.AddSkipped(skipped);
    }

    /// <summary>Adds a named scope, if it was entered: a method of one line.</summary>
    public void Add(NamedScope scope)
    {
        if (totals.TryGetValue(scope.Method, out var counted) && MethodFigures.IsRecorded(counted))
            _methods.Add(figures.Of(scope, counted));
        if (scope.MisplacedEnds > 0)
            _notes.AddMisplaced(scope);
    }

    /// <summary>Names a line on which the runtime's table of casts grew.</summary>
    public void Add(CastGrowth growth)
    {
        // A method without a map has no rows either.
        if (MethodDirectory.Locate(growth.Method, growth.Slot) is { } line)
            _notes.AddCastGrowth(line, growth.Bytes);
    }

    /// <summary>The report, biggest methods first.</summary>
    public ProfileReport Build(int fullCollections, ProfilerCost cost)
    {
        _notes.AddState(ProfilerSwitch.IsOn, fullCollections);
        if (!figures.HasReadings)
            _notes.AddNoReadings(figures.Metric);
        if (figures.AreBytesEstimated)
            _notes.AddEstimated();
        _notes.AddPhantoms([.. _methods.SelectMany(method => method.Lines).Where(line => line.MaxExcessBytes > 0)]);
        _notes.AddFaults(CurrentSettings.Faults ?? []);
        _notes.AddFaults(ProfilerStart.Faults);
        if (UnrecordedCalls.Count is > 0 and var unrecorded)
            _notes.AddUnrecorded(unrecorded);
        if (NamedScopes.IsFull)
            _notes.AddTooManyScopes(NamedScopes.MaxNames);
        var unwoven = UnwovenMethods.Find();
        foreach (var method in unwoven)
            _notes.AddUnwoven(method);
        if (ProfilerSwitch.IsOn && _methods.Count == 0 && unwoven.Count == 0 && !Array.Exists(WovenAssemblies.All(), assembly => assembly.MethodCount > 0))
            _notes.AddNothingMarked();
        var sorted = _methods
            .OrderByDescending(m => m.AllocatedBytes)
            .ThenBy(m => m.FullName, StringComparer.Ordinal)
            .ThenBy(m => m.Assembly, StringComparer.Ordinal)
            .ThenBy(m => m.File, StringComparer.Ordinal)
            .ThenBy(m => m.FirstLine);
        return new ProfileReport
        {
            Methods = [.. sorted],
            CapturedAt = DateTimeOffset.Now,
            Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            Metric = figures.Metric,
            AreBytesEstimated = figures.AreBytesEstimated,
            Cost = cost,
            Notes = _notes.ToArray(),
        };
    }

    /// <summary>By how much a method's own figures may be too high.</summary>
    static long Excess(MethodProfile method) => method.Lines.Sum(line => line.MaxExcessBytes);
}
