using System.Diagnostics;

namespace MemoryProfiler.Tool.Terminal;

/// <summary>
/// A line below the cursor that shows what is recorded: a curve of the last samples, memory now and its peak. The cursor
/// stays where the recorded program left it, and so does what that prints.
/// </summary>
sealed class LiveLine : IProgress<MemorySample>, IDisposable
{
    const int Columns = 40;
    const string Below = "\eD\e7\r\e[2K";
    const string Back = "\e8\e[A";
    static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);

    readonly TextWriter _terminal;
    readonly string _blocks;
    readonly Queue<long> _highest = new();
    long _last = -1;
    long _column;
    long _peak;
    bool _isShown;

    LiveLine(TextWriter terminal, bool isUnicode)
    {
        _terminal = terminal;
        _blocks = isUnicode ? "▁▂▃▄▅▆▇█" : ".:-=+*#@";
    }

    /// <summary>A line on the error stream if that is a terminal that moves its cursor; else null.</summary>
    public static LiveLine? Create(TextWriter error)
    {
        var isTerminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return isTerminal ? new LiveLine(error, Console.OutputEncoding.CodePage is 65001 or 1200) : null;
    }

    /// <summary>One that is shown whatever is behind the writer.</summary>
    public static LiveLine On(TextWriter terminal, bool isUnicode) => new(terminal, isUnicode);

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
        _isShown = true;
        _terminal.Write($"{Below}{string.Concat(_highest.Select(Block))} {ByteSize.Format(value.Bytes)}, peak {ByteSize.Format(_peak)}{Back}");
        _terminal.Flush();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_isShown)
            _terminal.Write(Below + Back);
        _terminal.Flush();
    }

    char Block(long bytes) => _blocks[(int)Math.Clamp(bytes * _blocks.Length / Math.Max(_peak, 1), 0, _blocks.Length - 1)];
}
