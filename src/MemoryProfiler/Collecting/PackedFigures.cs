using MemoryProfiler.Probes;

namespace MemoryProfiler.Collecting;

/// <summary>
/// <see cref="CopyFigures"/> as arrays of texts and numbers, which every copy of the library understands whatever its own
/// types are. The first of all is the version of the form.
/// </summary>
static class PackedFigures
{
    const int Version = 2;

    /// <summary>The figures as arrays.</summary>
    public static object Pack(CopyFigures figures) => new object?[]
    {
        Version,
        typeof(PackedFigures).Assembly.GetName().Version?.ToString(3) ?? "",
        figures.Methods.Select(Pack).ToArray(),
        figures.Limits.Select(limit => new object[] { limit.Key, limit.Value }).ToArray(),
        figures.Notes.Pack(),
        figures.AreBytesEstimated,
        figures.Unrecorded,
        figures.Probes,
        figures.Use.ToArray(),
        figures.LedgerBytes,
    };

    /// <summary>The figures of such arrays; of a form that is not known here, a note alone that says so.</summary>
    public static CopyFigures Unpack(object packed)
    {
        var all = (object?[])packed;
        if ((int)all[0]! != Version)
        {
            var unknown = new CopyFigures();
            unknown.Notes.AddOtherVersion((string)all[1]!);
            return unknown;
        }
        var figures = new CopyFigures
        {
            AreBytesEstimated = (bool)all[5]!,
            Unrecorded = (long)all[6]!,
            Probes = (long)all[7]!,
            Use = ProbeUse.Of((double[])all[8]!),
            LedgerBytes = (long)all[9]!,
        };
        var limits = ((object[][])all[3]!).ToDictionary(limit => (string)limit[0], limit => (long)limit[1], StringComparer.Ordinal);
        foreach (var row in (object?[][])all[2]!)
        {
            var method = Method(row);
            figures.Add(method, limits.TryGetValue(method.FullName, out var limit) ? limit : null);
        }
        figures.Notes.Unpack((string[][])all[4]!);
        return figures;
    }

    static object?[] Pack(MethodProfile method) =>
    [
        method.Name, method.FullName, method.Assembly, method.File, method.FirstLine, method.Calls, method.AllocatedBytes, method.SelfAllocatedBytes,
        method.MinAllocatedBytes, method.MaxAllocatedBytes, method.OutsideCallsBytes, method.WorkingSetIncrementBytes, method.Lines.Select(Pack).ToArray(), method.BodyToken,
    ];

    static object?[] Pack(LineProfile line) =>
    [
        line.File, line.LineNumber, line.Text, line.Occurrences, line.AllocatedBytes, line.SelfAllocatedBytes, line.WorkingSetBytes,
        line.WorkingSetIncrementBytes, line.FirstVisitBytes, line.LaterBytesPerVisit, line.IsExact, line.MaxExcessBytes,
    ];

    static MethodProfile Method(object?[] row) => new()
    {
        Name = (string)row[0]!,
        FullName = (string)row[1]!,
        Assembly = (string)row[2]!,
        File = (string)row[3]!,
        FirstLine = (int)row[4]!,
        Calls = (long)row[5]!,
        AllocatedBytes = (long)row[6]!,
        SelfAllocatedBytes = (long)row[7]!,
        MinAllocatedBytes = (long)row[8]!,
        MaxAllocatedBytes = (long)row[9]!,
        OutsideCallsBytes = (long)row[10]!,
        WorkingSetIncrementBytes = (long?)row[11],
        Lines = [.. ((object?[][])row[12]!).Select(Line)],
        // A copy of an earlier version does not tell.
        BodyToken = row.Length > 13 ? (int?)row[13] : null,
    };

    static LineProfile Line(object?[] row) => new()
    {
        File = (string?)row[0],
        LineNumber = (int)row[1]!,
        Text = (string)row[2]!,
        Occurrences = (long)row[3]!,
        AllocatedBytes = (long)row[4]!,
        SelfAllocatedBytes = (long)row[5]!,
        WorkingSetBytes = (long?)row[6],
        WorkingSetIncrementBytes = (long?)row[7],
        FirstVisitBytes = (long?)row[8],
        LaterBytesPerVisit = (double?)row[9],
        IsExact = (bool)row[10]!,
        MaxExcessBytes = (long)row[11]!,
    };
}
