using MemoryProfiler.Collecting.Types;
using MemoryProfiler.Ledger.Counters;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Collecting;

/// <summary>Turns what was counted of a method into its lines, by name.</summary>
/// <param name="metric">Which memory of the process was read.</param>
/// <param name="areBytesEstimated">Whether the runtime's count of allocated bytes is not exact.</param>
/// <param name="typesOf">Gives the types that were sampled on a method's slot; null if types are not told.</param>
sealed class MethodFigures(MemoryMetric metric, bool areBytesEstimated, Func<int, int, LineTypes?>? typesOf = null)
{
    /// <summary>Which memory of the process was read.</summary>
    public MemoryMetric Metric { get; } = metric;

    /// <summary>Whether the runtime's count of allocated bytes is not exact.</summary>
    public bool AreBytesEstimated { get; } = areBytesEstimated;

    /// <summary>Whether there are readings of that memory on this platform.</summary>
    public bool HasReadings { get; } = ProcessMemory.IsAvailable(metric);

    /// <summary>Whether a method ran or allocated.</summary>
    public static bool IsRecorded(MethodTotals counted) =>
        Array.Exists(counted.Lines, line => line.Visits != 0 || line.Bytes != 0);

    /// <summary>The lines of whatever goes by an id; null if no map and no scope says what that is.</summary>
    public MethodProfile? Of(int method, MethodTotals counted)
    {
        if (NamedScopes.WithId(method) is { } scope)
            return Of(scope, counted);
        return WovenAssemblies.Find(method) is { } assembly && MethodDirectory.Find(method) is { } mapped ? Of(assembly, method, mapped, counted) : null;
    }

    /// <summary>The lines of a woven method.</summary>
    public MethodProfile Of(WovenAssembly assembly, int method, MappedMethod mapped, MethodTotals counted)
    {
        var profile = Method(method, mapped, counted) with { Assembly = assembly.Name };
        return ReplacedMethods.Contains(method)
            ? profile with { Lines = [.. profile.Lines.Select(line => line with { IsExact = false })] }
            : profile;
    }

    /// <summary>A named scope: a method of one line.</summary>
    public MethodProfile Of(NamedScope scope, MethodTotals counted)
    {
        var text = $"MemoryScope.Enter(\"{scope.Name}\")";
        return Method(scope.Method, new MappedMethod(scope.Name, scope.Name, ScopeLocation.Of(scope), [new MappedLine(scope.Line, text)], [0], [ProbeKind.None], 1, [], null), counted);
    }

    MethodProfile Method(int method, MappedMethod mapped, MethodTotals counted)
    {
        var sums = new LineTotals[mapped.Lines.Length];
        var types = new LineTypes?[mapped.Lines.Length];
        // One slot of a line books its bytes; that of a loop's header is passed once, its condition more often.
        var bookedVisits = new long[mapped.Lines.Length];
        var added = AddedVisits(mapped, counted);
        long all = 0, self = 0, increment = 0;
        for (var slot = 0; slot < counted.Lines.Length; slot++)
        {
            ref readonly var line = ref counted.Lines[slot];
            ref var sum = ref sums[mapped.Slots[slot]];
            // A line of several sequence points was visited as often as its busiest one; their bytes add up.
            var visits = Math.Max(sum.Visits, line.Visits + added[slot]);
            sum.Add(line);
            sum.Visits = visits;
            if (line.FirstOrder != 0)
                bookedVisits[mapped.Slots[slot]] = line.Visits;
            if (typesOf?.Invoke(method, slot) is { } sampled)
                (types[mapped.Slots[slot]] ??= new LineTypes()).Add(sampled);
            all += line.Bytes;
            self += line.Bytes - line.CalleeBytes;
            increment += line.WorkingSetIncrement;
        }
        for (var i = 0; i < sums.Length; i++)
            sums[i].IsMixed |= sums[i].Visits != bookedVisits[i];
        var (min, max) = counted.Finished ?? counted.Running ?? (0, 0);
        // Only those are noted that an exception left.
        if (mapped.IsOnlyCounted && counted.Failures < counted.Lines[0].Visits)
            min = 0;
        return new MethodProfile
        {
            Name = mapped.Name,
            FullName = mapped.FullName,
            File = mapped.File,
            FirstLine = mapped.FirstLine,
            BodyToken = mapped.BodyToken,
            Calls = counted.Lines[0].Visits,
            AllocatedBytes = all - counted.RepeatedBytes,
            SelfAllocatedBytes = self,
            MinAllocatedBytes = min,
            MaxAllocatedBytes = max,
            OutsideCallsBytes = Math.Max(0, counted.OutsideBytes),
            WorkingSetIncrementBytes = HasReadings ? increment - counted.RepeatedIncrement : null,
            Lines = [.. mapped.Lines.Select((line, i) => Line(line, mapped.IsOnlyCounted ? WithoutBytes(sums[i]) : sums[i], types[i]))],
        };
    }

    // No visit has allocated, so each is known; but for an exception, of which nobody knows what visit it ended.
    static LineTotals WithoutBytes(LineTotals sum)
    {
        if (sum.Bytes != 0)
        {
            sum.IsMixed = true;
            return sum;
        }
        sum.FirstOrder = sum.Visits > 0 ? 1 : 0;
        sum.FirstBytes = 0;
        sum.Later = new VisitCount { Visits = Math.Max(0, sum.Visits - 1) };
        sum.IsMixed = false;
        return sum;
    }

    static long[] AddedVisits(MappedMethod mapped, MethodTotals counted)
    {
        var added = new long[counted.Lines.Length];
        foreach (var (slot, other) in mapped.DerivedCounts)
            added[slot] += counted.Lines[other].Visits;
        return added;
    }

    LineProfile Line(MappedLine line, in LineTotals sum, LineTypes? types)
    {
        var reached = sum.Visits != 0 || sum.Bytes != 0;
        var told = sum is { FirstOrder: not 0, IsMixed: false };
        var reading = HasReadings && sum.WorkingSetMax > 0;
        // Marks of before a reset may be taken back after it.
        var excess = Math.Clamp(sum.Excess, 0, Math.Max(0, sum.Bytes - sum.RepeatedBytes));
        return new LineProfile
        {
            File = line.File,
            LineNumber = line.Number,
            Text = line.Text,
            Occurrences = sum.Visits,
            AllocatedBytes = sum.Bytes - sum.RepeatedBytes,
            SelfAllocatedBytes = sum.Bytes - sum.CalleeBytes,
            WorkingSetBytes = reached && reading ? sum.WorkingSetMax : null,
            WorkingSetIncrementBytes = reached && reading ? sum.WorkingSetIncrement - sum.RepeatedIncrement : null,
            FirstVisitBytes = told ? sum.FirstBytes : null,
            LaterBytesPerVisit = told && sum.Later.Visits > 0 ? Math.Round((double)sum.Later.Bytes / sum.Later.Visits, 2) : null,
            IsExact = !sum.IsPartial && excess == 0 && !AreBytesEstimated,
            MaxExcessBytes = excess,
            Types = typesOf is null ? null : types?.Of(sum.Bytes - sum.CalleeBytes) ?? [],
        };
    }
}
