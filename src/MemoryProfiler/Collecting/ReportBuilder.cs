using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;

namespace MemoryProfiler.Collecting;

/// <summary>Turns totals by number into methods and lines by name.</summary>
/// <param name="totals">What was counted in the time that the report is of.</param>
/// <param name="earlier">What was counted before it.</param>
/// <param name="metric">Which memory of the process was read.</param>
/// <param name="areBytesEstimated">Whether the runtime's count of allocated bytes is not exact.</param>
sealed class ReportBuilder(Dictionary<int, MethodTotals> totals, Dictionary<int, MethodTotals> earlier, MemoryMetric metric, bool areBytesEstimated)
{
    readonly bool _hasReadings = ProcessMemory.IsAvailable(metric);
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
            if (!totals.TryGetValue(assembly.FirstMethod + i, out var counted) || !IsRecorded(counted))
            {
                // With recording off nobody knows what was called, nor of a body without probes.
                if (ProfilerSwitch.IsOn && !isReplaced)
                    _notes.AddNotCalled(mapped, wasCalled: earlier.TryGetValue(assembly.FirstMethod + i, out var before) && IsRecorded(before));
                continue;
            }
            var method = Method(mapped, counted) with { Assembly = assembly.Name };
            if (isReplaced)
                method = method with { Lines = [.. method.Lines.Select(line => line with { IsExact = false })] };
            _methods.Add(method);
            isRecorded = true;
            if (method.OutsideCallsBytes > 0)
                _notes.AddOutsideCalls(method);
            if (mapped.LimitBytes is { } limit && method.MaxAllocatedBytes - Excess(method) > limit)
                _notes.AddOverLimit(method, limit);
        }
        if (isRecorded && assembly.Assembly?.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            _notes.AddUnoptimized(assembly);
        foreach (var skipped in map.Skipped)
            _notes.AddSkipped(skipped);
    }

    /// <summary>Adds a named scope, if it was entered: a method of one line.</summary>
    public void Add(NamedScope scope)
    {
        if (totals.TryGetValue(scope.Method, out var counted) && IsRecorded(counted))
        {
            var file = ScopeLocation.Of(scope);
            var text = $"MemoryScope.Enter(\"{scope.Name}\")";
            _methods.Add(Method(new MappedMethod(scope.Name, scope.Name, file, [(scope.Line, text)], [0], [ProbeKind.None], 1, [], null), counted));
        }
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
        if (!_hasReadings)
            _notes.AddNoReadings(metric);
        if (areBytesEstimated)
            _notes.AddEstimated();
        _notes.AddExcess([.. _methods.SelectMany(method => method.Lines).Where(line => line.MaxExcessBytes > 0)]);
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
            Metric = metric,
            AreBytesEstimated = areBytesEstimated,
            Cost = cost,
            Notes = _notes.ToArray(),
        };
    }

    /// <summary>By how much a method's own figures may be too high.</summary>
    static long Excess(MethodProfile method) => method.Lines.Sum(line => line.MaxExcessBytes);

    static bool IsRecorded(MethodTotals counted) =>
        Array.Exists(counted.Lines, line => line.Hits != 0 || line.Bytes != 0);

    MethodProfile Method(MappedMethod mapped, MethodTotals counted)
    {
        var sums = new LineTotals[mapped.Lines.Length];
        // One slot of a line books its bytes; that of a loop's header is passed once, its condition more often.
        var bookedHits = new long[mapped.Lines.Length];
        var added = AddedHits(mapped, counted);
        long all = 0, self = 0, increment = 0;
        for (var slot = 0; slot < counted.Lines.Length; slot++)
        {
            ref readonly var line = ref counted.Lines[slot];
            ref var sum = ref sums[mapped.Slots[slot]];
            // A line of several sequence points was visited as often as its busiest one; their bytes add up.
            var hits = Math.Max(sum.Hits, line.Hits + added[slot]);
            sum.Add(line);
            sum.Hits = hits;
            if (line.FirstOrder != 0)
                bookedHits[mapped.Slots[slot]] = line.Hits;
            all += line.Bytes;
            self += line.Bytes - line.CalleeBytes;
            increment += line.WorkingSetIncrement;
        }
        for (var i = 0; i < sums.Length; i++)
            sums[i].IsMixed |= sums[i].Hits != bookedHits[i];
        var (min, max) = counted.Finished ?? counted.Running ?? (0, 0);
        return new MethodProfile
        {
            Name = mapped.Name,
            FullName = mapped.FullName,
            File = mapped.File,
            FirstLine = mapped.FirstLine,
            Calls = counted.Lines[0].Hits,
            AllocatedBytes = all - counted.RepeatedBytes,
            SelfAllocatedBytes = self,
            MinAllocatedBytes = min,
            MaxAllocatedBytes = max,
            OutsideCallsBytes = Math.Max(0, counted.OutsideBytes),
            WorkingSetIncrementBytes = _hasReadings ? increment - counted.RepeatedIncrement : null,
            Lines = [.. mapped.Lines.Select((line, i) => Line(line, sums[i]))],
        };
    }

    static long[] AddedHits(MappedMethod mapped, MethodTotals counted)
    {
        var added = new long[counted.Lines.Length];
        foreach (var (slot, other) in mapped.Sums)
            added[slot] += counted.Lines[other].Hits;
        return added;
    }

    LineProfile Line((int Number, string Text) line, in LineTotals sum)
    {
        var reached = sum.Hits != 0 || sum.Bytes != 0;
        var told = sum is { FirstOrder: not 0, IsMixed: false };
        var reading = _hasReadings && sum.WorkingSetMax > 0;
        // Marks of before a reset may be taken back after it.
        var excess = Math.Clamp(sum.Excess, 0, Math.Max(0, sum.Bytes - sum.RepeatedBytes));
        return new LineProfile
        {
            LineNumber = line.Number,
            Text = line.Text,
            Occurrences = sum.Hits,
            AllocatedBytes = sum.Bytes - sum.RepeatedBytes,
            SelfAllocatedBytes = sum.Bytes - sum.CalleeBytes,
            WorkingSetBytes = reached && reading ? sum.WorkingSetMax : null,
            WorkingSetIncrementBytes = reached && reading ? sum.WorkingSetIncrement - sum.RepeatedIncrement : null,
            FirstVisitBytes = told ? sum.FirstBytes : null,
            LaterBytesPerVisit = told && sum.Later.Hits > 0 ? Math.Round((double)sum.Later.Bytes / sum.Later.Hits, 2) : null,
            IsExact = !sum.IsPartial && excess == 0 && !areBytesEstimated,
            MaxExcessBytes = excess,
        };
    }
}
