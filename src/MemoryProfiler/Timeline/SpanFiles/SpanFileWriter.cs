using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.SpanFiles;

/// <summary>
/// Writes the calls, named spans, collections and managed heap of this process to a file. The file is for the recorder
/// that started the process and set <c>MEMORYPROFILER_SPANS</c>. What is more than a tenth of a second old is in the file
/// whatever ends the process.
/// </summary>
sealed class SpanFileWriter : IDisposable
{
    public const string Variable = "MEMORYPROFILER_SPANS";

    const int Pause = 20;
    const int PausesPerWriting = 5;

    // Of one writing; a line is about 100 bytes.
    const int MostSpans = 200;
    const int MostSpansOfLongFiles = 20;
    const long LongFile = 64L << 20;
    const long LongestFile = 256L << 20;

    // A heap that stands still is told once a second, one that moves by less than this share not at once.
    const int LeastShare = 256;
    static readonly TimeSpan _mostBetween = TimeSpan.FromSeconds(1);

    readonly SpanQueue _queue = new();
    readonly FileStream _file;
    readonly long _start = Stopwatch.GetTimestamp();
    readonly ArrayBufferWriter<byte> _text = new(1 << 16);
    readonly Utf8JsonWriter _json;
    readonly CollectionFeed _collections;
    readonly ManualResetEventSlim _stop = new(false, spinCount: 0);
    readonly object _gate = new();
    long _toldLeftOut;
    long _heap;
    long _committed;
    int _collectionCount = -1;
    TimeSpan _heapTold = TimeSpan.MinValue;
    bool _isOver;

    SpanFileWriter(FileStream file)
    {
        _file = file;
        _json = new Utf8JsonWriter(_text);
        _collections = new CollectionFeed(WriteCollection);
        WriteHead();
        Flush();
    }

    /// <summary>Begins the file, if the environment names one. A fault goes to the log. Called once, at the start of the process.</summary>
    public static void Start()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(path))
            return;
        try
        {
            var writer = new SpanFileWriter(Create(PathTemplate.Resolve(path)));
            new Thread(writer.Run) { IsBackground = true, Name = "MemoryProfiler spans" }.Start();
            SpanFeed.Add(writer._queue);
            AppDomain.CurrentDomain.ProcessExit += writer.OnEnd;
            // A crash does not raise ProcessExit.
            AppDomain.CurrentDomain.UnhandledException += writer.OnEnd;
            OwnContext.AtUnload(writer.Unhook);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"{Variable}={path}: spans cannot be written.", e);
        }
    }

    void OnEnd(object? sender, EventArgs e) => Dispose();

    void Unhook()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        Dispose();
    }

    /// <summary>Writes the rest and ends the file.</summary>
    public void Dispose()
    {
        _stop.Set();
        SpanFeed.Remove(_queue);
        lock (_gate)
        {
            if (_isOver)
                return;
            Guarded(isLast: true, isWriting: true);
            End();
        }
    }

    // A file that is there already is another process's or another copy's of this library, which the same variable told to write.
    static FileStream Create(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? path : Path.ChangeExtension(path, string.Create(CultureInfo.InvariantCulture,
                $".{Environment.ProcessId}{(number == 2 ? "" : $"-{number}")}{Path.GetExtension(path)}"));
            try
            {
                return new FileStream(free, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            }
            catch (IOException) when (File.Exists(free))
            {
                // Taken: the next one.
            }
        }
    }

    void Run()
    {
        for (var i = 1; !_stop.Wait(Pause); i++)
        {
            lock (_gate)
            {
                if (_isOver)
                    return;
                Guarded(isLast: false, isWriting: i % PausesPerWriting == 0);
            }
        }
    }

    void Guarded(bool isLast, bool isWriting)
    {
        try
        {
            LookAtHeap();
            if (isLast)
                _collections.Complete();
            if (isWriting)
                Write();
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"{Variable}: spans can no longer be written.", e);
            End();
        }
    }

    void Write()
    {
        foreach (var span in _queue.Drain(_file.Position > LongFile ? MostSpansOfLongFiles : MostSpans))
            WriteSpan(span);
        WriteLeftOut();
        Flush();
    }

    void End()
    {
        _isOver = true;
        SpanFeed.Remove(_queue);
        _file.Dispose();
    }

    void Flush()
    {
        _file.Write(_text.WrittenSpan);
        _text.ResetWrittenCount();
        if (_file.Position > LongestFile)
            End();
    }

    void WriteHead()
    {
        _json.WriteStartObject();
        _json.WriteString("format", SpanLine.Format);
        _json.WriteNumber("version", SpanLine.Version);
        _json.WriteNumber("process", Environment.ProcessId);
        using (var process = Process.GetCurrentProcess())
            _json.WriteString("name", process.ProcessName);
        _json.WriteString("start", DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(_start));
        _json.WriteEndObject();
        EndLine();
    }

    void WriteSpan(in ClosedSpan span)
    {
        Begin(SpanLine.Span);
        _json.WriteStringValue(SpanNames.Of(span));
        _json.WriteNumberValue(TimeOf(span.Began.Timestamp).Ticks);
        _json.WriteNumberValue(TimeOf(span.Ended).Ticks);
        WriteNumber(span.Began.ResidentBytes == 0 ? null : span.Began.ResidentBytes);
        WriteNumber(span.ResidentBytes == 0 ? null : span.ResidentBytes);
        WriteNumber(span.AllocatedBytes);
        _json.WriteNumberValue(span.Began.Thread);
        EndArray();
    }

    void WriteCollection(RecordedCollection collection)
    {
        Begin(SpanLine.Collection);
        _json.WriteNumberValue(collection.Time.Ticks);
        _json.WriteNumberValue(collection.Generation);
        WriteNumber(collection.Pause?.Ticks);
        EndArray();
    }

    void LookAtHeap()
    {
        var now = TimeOf(Stopwatch.GetTimestamp());
        _collections.Look(now);
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (GC.CollectionCount(0) is var count && count != _collectionCount)
            (_collectionCount, _committed) = (count, CollectionFeed.CommittedBytes());
        if (Math.Abs(heap - _heap) < heap / LeastShare && now - _heapTold < _mostBetween)
            return;
        (_heap, _heapTold) = (heap, now);
        Begin(SpanLine.Heap);
        _json.WriteNumberValue(now.Ticks);
        _json.WriteNumberValue(heap);
        _json.WriteNumberValue(_committed);
        EndArray();
    }

    void WriteLeftOut()
    {
        var leftOut = _queue.LeftOut;
        if (leftOut == _toldLeftOut)
            return;
        _toldLeftOut = leftOut;
        Begin(SpanLine.LeftOut);
        _json.WriteNumberValue(leftOut);
        _json.WriteNumberValue(Stopwatch.GetElapsedTime(0, _queue.LongestLeftOut).Ticks);
        EndArray();
    }

    TimeSpan TimeOf(long timestamp) => Stopwatch.GetElapsedTime(_start, timestamp);

    void Begin(string word)
    {
        _json.WriteStartArray();
        _json.WriteStringValue(word);
    }

    void WriteNumber(long? number)
    {
        if (number is { } value)
            _json.WriteNumberValue(value);
        else
            _json.WriteNullValue();
    }

    void EndArray()
    {
        _json.WriteEndArray();
        EndLine();
    }

    void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _text.Write("\n"u8);
    }
}
