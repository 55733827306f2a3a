using System.Numerics;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Timeline.Files;
using MemoryProfiler.Timeline.Kept;
using MemoryProfiler.Timeline.SpanFiles;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler.Timeline.Recording;

/// <summary>
/// Reads the memory of a process again and again, on a thread of its own. What it reads may take milliseconds, and it
/// tells code of the user's. So it must not hold up <see cref="MemorySampler"/>.
/// </summary>
sealed class Recorder : IDisposable
{
    // For what is left to be read by who knows that it is slow.
    static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    readonly MemoryMonitorOptions _options;
    readonly RecordedProcess _process;
    string _command = "";
    string _name = "";
    readonly MetricTrack[] _tracks;
    readonly ChildProcesses? _children;
    readonly CollectionFeed? _feed;
    readonly KeptMost<RecordedCollection> _collections;
    readonly KeptSpans? _spans;
    readonly DatFile? _file;
    readonly RecorderClock _clock;
    readonly List<string> _notes = [];
    readonly TaskCompletionSource _first = new();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IProgress<MemorySample>? _progress;
    long? _baseline;

    Recorder(RecordedProcess process, MemoryMonitorOptions options)
    {
        _process = process;
        _options = options;
        AskWhatItIs();
        _progress = options.Progress;
        _tracks = RecordedMetrics.Choose(process, options, _notes);
        _children = options.IncludeChildren || options.PerChild ? new ChildProcesses(process.Id, options.PerChild ? options.MaxSamples : 0) : null;
        _collections = new KeptMost<RecordedCollection>(options.MaxSpans, CollectionFeed.Weight);
        _feed = process.IsOwn ? new CollectionFeed(_collections.Add) : null;
        _file = options.RecordTo is { } path ? DatFile.Create(path, _command.Length > 0 ? _command : _name) : null;
        _clock = new RecorderClock(options.TimeProvider);
        _spans = process.IsOwn && _clock.IsSystem ? new KeptSpans(options.MaxSpans) : null;
    }

    /// <summary>Completes when the process has ended, the time is up or it was stopped.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Begins, and takes the first sample before it returns.</summary>
    /// <exception cref="ArgumentException">A file to record to has no usable path.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static Recorder Begin(RecordedProcess process, MemoryMonitorOptions options)
    {
        var recorder = new Recorder(process, options);
        if (recorder._spans is { } spans)
            SpanFeed.Add(spans);
        try
        {
            new Thread(recorder.Run) { IsBackground = true, Name = "MemoryProfiler recorder" }.Start();
            recorder._first.Task.Wait();
        }
        catch (Exception e) when (e is PlatformNotSupportedException or ThreadStartException or OutOfMemoryException)
        {
            MemoryProfilerLog.Write("The recorder's thread could not start.", e);
            recorder._notes.Add("Nothing was read between the first sample and the last, as no thread could be started for it.");
            recorder.TakeSample(isLast: true);
            recorder._ended.TrySetResult();
        }
        return recorder;
    }

    /// <summary>Takes no more samples after the one that is being taken. Safe from any thread.</summary>
    public void Stop() => _clock.Stop();

    /// <summary>Stops, takes a last sample, and says what was recorded.</summary>
    public MemoryRecording End()
    {
        Stop();
        if (_spans is not null)
            SpanFeed.Remove(_spans);
        // Who is told the samples may hold up the thread.
        var hasEnded = _ended.Task.Wait(_grace);
        if (hasEnded)
            TakeSample(isLast: true);
        else
            _notes.Add("The last samples are missing, as who is told them has not returned for 10 s.");
        var duration = _clock.Now;
        if (hasEnded)
            Complete();
        var recording = new MemoryRecording
        {
            Command = _command.Length > 0 ? _command : _name,
            Start = _clock.Start,
            Interval = _options.Interval,
            Duration = duration,
            Series = [.. _tracks.Select(track => Series(_process.Id, _name, track.Metric, track.IsSum, track.Samples)), .. ChildSeries()],
            Spans = SpanDepths.InOrder(OwnSpans()),
            Collections = hasEnded ? [.. _collections.Kept.OrderBy(collection => collection.Time)] : [],
            Baseline = _baseline,
        };
        if (_options.SpansFrom is { } folder)
            recording = SpanMerge.Merge(recording, folder, _options.MaxSamples, _options.MaxSpans);
        foreach (var span in recording.Spans)
            _file?.Write((span, _clock.Start), static (lines, told) => lines.Span(told.span, told.Start));
        _file?.Dispose();
        RecordingNotes.Add(_notes, _tracks, _children, _collections, _spans, _file, _options.Interval);
        return recording with { Notes = [.. _notes, .. recording.Notes] };
    }

    /// <summary>Asks for its name and command line; true if the command line is another one than before.</summary>
    bool AskWhatItIs()
    {
        if (_process.Name() is { Length: > 0 } name)
            _name = name;
        var command = _process.Command();
        if (command.Length == 0 || command == _command)
            return false;
        _command = command;
        return true;
    }

    void Complete()
    {
        _feed?.Complete();
        foreach (var child in _children?.WithSeries ?? [])
            child.AskForName();
    }

    public void Dispose()
    {
        Stop();
        if (_spans is not null)
            SpanFeed.Remove(_spans);
        // Who does not end is reading still: what it reads stays open.
        if (!_ended.Task.Wait(_grace))
            return;
        _file?.Dispose();
        _children?.Dispose();
        _process.Dispose();
        _clock.Dispose();
    }

    void Run()
    {
        try
        {
            var end = _options.Timeout ?? TimeSpan.MaxValue;
            var due = TimeSpan.Zero;
            while (TakeSample() && _clock.Now < end)
            {
                _first.TrySetResult();
                due = NextAfter(due);
                if (!_clock.WaitUntil(due < end ? due : end))
                    break;
            }
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The recorder failed.", e);
            _notes.Add($"The recording ends early, by a fault of the profiler's own: {e.Message}");
        }
        _first.TrySetResult();
        _ended.TrySetResult();
    }

    // On the grid that the first sample began, so that late ones do not move those behind them.
    TimeSpan NextAfter(TimeSpan due)
    {
        var missed = (_clock.Now - due).Ticks / _options.Interval.Ticks;
        return due + (_options.Interval * (missed + 1));
    }

    /// <summary>Reads everything that is due; false if the process has ended.</summary>
    bool TakeSample(bool isLast = false)
    {
        if (!_process.IsRunning)
            return false;
        _children?.Look(_clock);
        foreach (var track in _tracks)
            Read(track, isLast);
        _feed?.Look(_clock.Now);
        return true;
    }

    void Read(MetricTrack track, bool isLast)
    {
        var start = _clock.Now;
        var isSlow = ProcessMemory.IsSlow(track.Metric);
        if (isSlow && !isLast && !track.Pace.IsDue(start))
            return;
        var isFirst = track == _tracks[0];
        var bytes = _process.Read(track.Metric);
        if (bytes == ProcessMemory.Unknown)
            return;
        foreach (var child in _children is not null && (track.IsSum || isFirst) ? _children.Running : [])
        {
            child.Bytes = child.Process.Read(track.Metric);
            track.IsPartial |= child.Bytes == ProcessMemory.Unknown && child.Process.IsRunning;
            if (track.IsSum)
                bytes += child.Bytes;
        }
        if (isSlow)
            track.Pace.Done(start, _clock.Now);
        var sample = new MemorySample(start, bytes);
        track.Samples.Add(sample);
        if (isFirst)
            Tell(sample);
    }

    void Tell(MemorySample sample)
    {
        _baseline ??= sample.Bytes;
        // Who has just started it may see it before it runs its own program. Ever more seldom: what it becomes, it becomes soon.
        if (!_process.IsOwn && BitOperations.IsPow2(_tracks[0].Samples.Added) && AskWhatItIs())
            _file?.Write(_command, static (lines, command) => lines.Command(command));
        _file?.Write((Time: _clock.Start + sample.Time, sample.Bytes), static (lines, told) => lines.Sample(told.Time, told.Bytes));
        foreach (var child in _options.PerChild ? _children!.Running : [])
            Tell(child, sample.Time);
        try
        {
            _progress?.Report(sample);
        }
        catch (Exception e)
        {
            _progress = null;
            MemoryProfilerLog.Write("Who is told the samples of a recording failed, and is told no more.", e);
        }
    }

    void Tell(ChildProcess child, TimeSpan time)
    {
        if (child.Samples is not { } samples || child.Bytes == ProcessMemory.Unknown)
            return;
        samples.Add(new MemorySample(time, child.Bytes));
        if (BitOperations.IsPow2(samples.Added))
            child.AskForName();
        _file?.Write((child, Time: _clock.Start + time), static (lines, told) => lines.Child(told.child.Process.Id, told.Time, told.child.Bytes));
    }

    IEnumerable<RecordedSpan> OwnSpans() =>
        from span in _spans?.ToArray() ?? []
        let start = _clock.Of(span.Began.Timestamp)
        where start >= TimeSpan.Zero
        select new RecordedSpan
        {
            Name = SpanNames.Of(span),
            Start = start,
            End = _clock.Of(span.Ended),
            StartBytes = Known(span.Began.ResidentBytes),
            EndBytes = Known(span.ResidentBytes),
            AllocatedBytes = span.AllocatedBytes,
            ProcessId = _process.Id,
            ThreadId = span.Began.Thread,
        };

    static long? Known(long bytes) => bytes == ProcessMemory.Unknown ? null : bytes;

    IEnumerable<MemorySeries> ChildSeries() =>
        _children is null
            ? []
            : from child in _children.WithSeries
              where child.Samples!.Added > 0
              select Series(child.Process.Id, child.Name, _tracks[0].Metric, isSum: false, child.Samples!);

    static MemorySeries Series(int processId, string name, MemoryMetric metric, bool isSum, SeriesBuilder samples) =>
        new() { ProcessId = processId, Name = name, Metric = metric, IsSum = isSum, Samples = samples.ToArray() };
}
