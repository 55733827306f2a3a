namespace MemoryProfiler.Fody.Tests.Constructs;

/// <summary>The figures of a report, to take those of an earlier one away. The two builds' methods have the same names and are summed: only one of them runs in between.</summary>
sealed class Figures
{
    readonly Dictionary<string, long> _methods = [];
    readonly Dictionary<(string Method, int Line), LineFigures> _lines = [];

    public long SelfBytes => _lines.Values.Sum(line => line.SelfAllocatedBytes);

    public long LowestFigure => _lines.Values.Min(line => Math.Min(line.Occurrences, Math.Min(line.AllocatedBytes, line.SelfAllocatedBytes)));

    /// <summary>Lines of all methods of which a line was visited.</summary>
    public IReadOnlyList<LineFigures> LinesThatRan =>
        [.. _lines.GroupBy(line => line.Key.Method).Where(lines => lines.Any(line => line.Value.Occurrences > 0)).SelectMany(lines => lines).Select(line => line.Value)];

    /// <summary>A text for every line that was visited.</summary>
    public IReadOnlyList<string> Rows => [.. _lines.Where(line => line.Value.Occurrences > 0)
        .Select(line => $"{line.Key.Method}:{line.Key.Line} {line.Value.Occurrences} visits, {line.Value.AllocatedBytes} B, {line.Value.SelfAllocatedBytes} B self")];

    public static Figures Capture()
    {
        var figures = new Figures();
        foreach (var method in MemoryReport.Capture().Methods)
            figures.Add(method);
        return figures;
    }

    public Figures Since(Figures earlier)
    {
        var difference = new Figures();
        foreach (var (method, bytes) in _methods)
            difference._methods[method] = bytes - earlier._methods.GetValueOrDefault(method);
        foreach (var (key, line) in _lines)
        {
            var old = earlier._lines.GetValueOrDefault(key) ?? new LineFigures(0, "", 0, 0, 0);
            difference._lines[key] = line with
            {
                Occurrences = line.Occurrences - old.Occurrences,
                AllocatedBytes = line.AllocatedBytes - old.AllocatedBytes,
                SelfAllocatedBytes = line.SelfAllocatedBytes - old.SelfAllocatedBytes,
            };
        }
        return difference;
    }

    public long AllocatedBytes(string method) => _methods.Single(m => IsCall(m.Key, method)).Value;

    public IReadOnlyList<LineFigures> Lines(string method) =>
        [.. _lines.Where(line => IsCall(line.Key.Method, method)).Select(line => line.Value)];

    static bool IsCall(string fullName, string method) => fullName == method + "()";

    void Add(MethodProfile method)
    {
        _methods[method.FullName] = _methods.GetValueOrDefault(method.FullName) + method.AllocatedBytes;
        foreach (var line in method.Lines)
        {
            var key = (method.FullName, line.LineNumber);
            var sum = _lines.GetValueOrDefault(key) ?? new LineFigures(line.LineNumber, line.Text, 0, 0, 0);
            _lines[key] = sum with
            {
                Occurrences = sum.Occurrences + line.Occurrences,
                AllocatedBytes = sum.AllocatedBytes + line.AllocatedBytes,
                SelfAllocatedBytes = sum.SelfAllocatedBytes + line.SelfAllocatedBytes,
            };
        }
    }
}
