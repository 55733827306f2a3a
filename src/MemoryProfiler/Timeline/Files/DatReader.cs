using System.Globalization;
using System.Text;
using MemoryProfiler.Reports;

namespace MemoryProfiler.Timeline.Files;

/// <summary>
/// Reads <c>.dat</c> files of <c>mprof</c>'s and of our own. What a line says that cannot be read is left out, and a note
/// names the file and the line. Lines of unknown kinds are skipped in silence, as <c>mprof</c> does.
/// </summary>
sealed class DatReader
{
    const string Expected = "Expected a .dat file with lines such as \"MEM 46.195312 1795198912.9039\", as mprof and MemoryRecording.Save write it.";
    const int ShownCharacters = 60;

    readonly string _path;
    readonly List<(DateTimeOffset Time, long Bytes)> _samples = [];
    readonly Dictionary<int, List<(DateTimeOffset Time, long Bytes)>> _children = [];
    readonly List<int> _childOrder = [];
    readonly List<DatSpan> _spans = [];
    string _command = "";
    string? _firstFault;
    int _faults;

    DatReader(string path) => _path = path;

    /// <exception cref="InvalidDataException">There is no sample in it.</exception>
    public static MemoryRecording Read(Stream file, string path)
    {
        var reader = new DatReader(path);
        using var text = new StreamReader(file, Encoding.UTF8);
        var number = 0;
        string? previous = null;
        // A line is known to be whole when another one follows.
        for (var line = text.ReadLine(); line is not null; line = text.ReadLine())
        {
            if (previous is not null)
                reader.Take(previous, number, isWhole: true);
            previous = line;
            number++;
        }
        if (previous is not null)
            reader.Take(previous, number, EndsWithLine(file));
        return reader.Recording(number);
    }

    static bool EndsWithLine(Stream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }

    void Take(string line, int number, bool isWhole)
    {
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 0)
            return;
        // Digits may be missing at the end of the last line; of one that somebody wrote by hand, only its end.
        var isUsable = isWhole || DecimalsOf(fields[^1]) == DatNumbers.Decimals;
        var isRead = fields[0] switch
        {
            "MEM" => isUsable && TakeSample(fields),
            "CHLD" => isUsable && TakeChild(fields),
            "FUNC" => isWhole && TakeSpan(fields),
            "CMDLINE" => TakeCommand(line),
            _ => IsKind(fields[0]) && isWhole,
        };
        if (isRead)
            return;
        _faults++;
        _firstFault ??= isWhole
            ? string.Create(CultureInfo.InvariantCulture, $"Line {number} of \"{_path}\" is not understood and was left out: {Shown(line)}")
            : string.Create(CultureInfo.InvariantCulture, $"Line {number} of \"{_path}\", the last one, is cut off and was left out: {Shown(line)}");
    }

    bool TakeSample(string[] fields)
    {
        if (fields.Length < 3 || !DatNumbers.TryBytes(fields[1], out var bytes) || !DatNumbers.TryTime(fields[2], out var time))
            return false;
        _samples.Add((time, bytes));
        return true;
    }

    bool TakeChild(string[] fields)
    {
        if (fields.Length < 4 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            || !DatNumbers.TryBytes(fields[2], out var bytes) || !DatNumbers.TryTime(fields[3], out var time))
        {
            return false;
        }
        if (!_children.TryGetValue(processId, out var samples))
        {
            _children.Add(processId, samples = []);
            _childOrder.Add(processId);
        }
        samples.Add((time, bytes));
        return true;
    }

    bool TakeSpan(string[] fields)
    {
        // A name with blanks is more fields; the level at the end is not in every version's.
        var hasLevel = int.TryParse(fields[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var level);
        var at = fields.Length - (hasLevel ? 5 : 4);
        if (at < 2
            || !DatNumbers.TryBytes(fields[at], out var startBytes) || !DatNumbers.TryTime(fields[at + 1], out var start)
            || !DatNumbers.TryBytes(fields[at + 2], out var endBytes) || !DatNumbers.TryTime(fields[at + 3], out var end))
        {
            return false;
        }
        _spans.Add(new DatSpan(string.Join(' ', fields[1..at]), start, startBytes, end, endBytes, level));
        return true;
    }

    bool TakeCommand(string line)
    {
        _command = line.TrimStart()["CMDLINE".Length..].Trim();
        return true;
    }

    MemoryRecording Recording(int lines)
    {
        if (_samples.Count == 0)
        {
            var why = lines == 0 ? "it is empty" : _firstFault is null ? "it has no sample" : $"it has no sample that can be read. {_firstFault}";
            throw new InvalidDataException($"\"{_path}\" is no recording: {why.TrimEnd('.')}. {Expected}");
        }
        var start = _samples.Min(sample => sample.Time);
        var first = Series(_samples, null, start);
        return new MemoryRecording
        {
            Command = _command,
            Start = start.ToLocalTime(),
            Interval = MedianGap(first.Samples),
            Duration = first.Samples[^1].Time,
            Series = [first, .. _childOrder.Select(id => Series(_children[id], id, start))],
            Spans = [.. _spans.Select(span => span.Since(start))],
            Baseline = first.Samples[0].Bytes,
            Notes = _firstFault is null ? [] : [_faults == 1 ? _firstFault : string.Create(CultureInfo.InvariantCulture, $"{_firstFault} So were {_faults - 1:N0} more.")],
        };
    }

    static MemorySeries Series(List<(DateTimeOffset Time, long Bytes)> samples, int? processId, DateTimeOffset start) => new()
    {
        ProcessId = processId,
        Name = "",
        Metric = MemoryMetric.WorkingSet,
        Samples = [.. samples.OrderBy(sample => sample.Time).Select(sample => new MemorySample(sample.Time - start, sample.Bytes))],
    };

    static TimeSpan MedianGap(IReadOnlyList<MemorySample> samples)
    {
        if (samples.Count < 2)
            return TimeSpan.Zero;
        var gaps = samples.Zip(samples.Skip(1), (one, next) => next.Time - one.Time).Order().ToArray();
        return gaps[gaps.Length / 2];
    }

    static int DecimalsOf(string number)
    {
        var point = number.LastIndexOf('.');
        return point < 0 ? 0 : number.Length - point - 1;
    }

    static bool IsKind(string field) => field.All(char.IsAsciiLetterUpper);

    static string Shown(string line) => $"\"{(line.Length <= ShownCharacters ? line : line[..ShownCharacters] + "…")}\".";
}
