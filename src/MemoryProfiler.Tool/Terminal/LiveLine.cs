using System.Diagnostics;
using System.Globalization;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>
/// The last line of the terminal, which shows what is recorded. It has a curve of the last samples, memory now and its
/// peak. What the recorded program prints scrolls above it, and the cursor stays where that left it.
/// </summary>
sealed class LiveLine : IProgress<MemorySample>, IDisposable
{
    const int Columns = 40;
    const string Save = "\e7";
    const string Back = "\e8";
    static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);

    readonly TextWriter _terminal;
    readonly Func<int> _height;
    readonly string _blocks;
    readonly Queue<long> _highest = new();
    long _last = -1;
    long _column;
    long _peak;
    int _rows;

    LiveLine(TextWriter terminal, bool isUnicode, Func<int> height)
    {
        _terminal = terminal;
        _height = height;
        _blocks = isUnicode ? "▁▂▃▄▅▆▇█" : ".:-=+*#@";
    }

    /// <summary>A line on the error stream if that is a terminal that moves its cursor; else null.</summary>
    public static LiveLine? Create(TextWriter error)
    {
        var isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return isTerminal ? new LiveLine(error, Console.OutputEncoding.CodePage is 65001 or 1200, () => Console.WindowHeight) : null;
    }

    /// <summary>One that is shown whatever is behind the writer.</summary>
    public static LiveLine On(TextWriter terminal, bool isUnicode, Func<int> height) => new(terminal, isUnicode, height);

    public void Report(MemorySample value)
    {
        _peak = Math.Max(_peak, value.Bytes);
        _column = Math.Max(_column, value.Bytes);
        if (_last >= 0 && Stopwatch.GetElapsedTime(_last) < _pace)
            return;
        _last = Stopwatch.GetTimestamp();
        _highest.Enqueue(_column);
        if (_highest.Count > Columns)
            _highest.Dequeue();
        _column = 0;
        Reserve();
        WriteLast($"{string.Concat(_highest.Select(Block))} {ByteSize.Format(value.Bytes)}, peak {ByteSize.Format(_peak)}");
        _terminal.Flush();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_rows == 0)
            return;
        _terminal.Write($"{Save}\e[r{Back}");
        WriteLast("");
        _terminal.Flush();
        _rows = 0;
    }

    // All but the last line scroll. A line's end first, so that the cursor is not in it.
    void Reserve()
    {
        var rows = _height();
        if (rows == _rows)
            return;
        if (_rows == 0)
            _terminal.Write("\n\e[A");
        _rows = rows;
        _terminal.Write(string.Create(CultureInfo.InvariantCulture, $"{Save}\e[1;{_rows - 1}r{Back}"));
    }

    void WriteLast(string text) => _terminal.Write(string.Create(CultureInfo.InvariantCulture, $"{Save}\e[{_rows};1H\e[2K{text}{Back}"));

    char Block(long bytes) => _blocks[(int)Math.Clamp(bytes * _blocks.Length / Math.Max(_peak, 1), 0, _blocks.Length - 1)];
}
