using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemoryProfiler.Collecting;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Probes.Lines;
using MemoryProfiler.Reports.Saving;
using MemoryProfiler.Reports;
using MemoryProfiler.Settings;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Thresholds;

/// <summary>
/// Writes a report when memory is about to run out, so that there is one if the process is killed. It does so near the
/// limit of the garbage-collected heap or of the container, and when an <see cref="OutOfMemoryException"/> ends the
/// program. A program that goes on loses nothing. The file is taken away when memory comes back and when the program ends
/// as it should.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static class LastReport
{
    // Memory has come back when the share has fallen by this much: a figure that sways around the limit writes nothing.
    const double Comeback = 0.05;

    // Writing may take one twentieth of the time of a program that lives near its limit.
    const int PausePerWriting = 19;

    // So far ahead of the limit, at the pace of the last moments, every line looks at the container by itself.
    const int SoonMilliseconds = 500;

    // A thread that is about to take the rest of the memory waits so long for another one that is writing.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    static readonly object _gate = new();
    static readonly MemoryReserve _reserve = new();
    static string? _path;
    static string? _written;
    static double _share;
    static long _heapLimit;
    static long _heapTrigger = long.MaxValue;
    static long _containerTrigger = long.MaxValue;
    static long _nextWriting;
    static bool _isContainerNear;
    static bool _isWriting;
    static long _lastUsage;
    static long _lastLook;
    static bool _isDying;
    static bool _isHooked;

    /// <summary>Whether a path is set.</summary>
    public static bool IsWanted => Volatile.Read(ref _path) is not null;

    /// <summary>Says to other copies of the library where it goes. Called once, before any options are in force.</summary>
    public static void Start() => OtherCopies.OnAsked(CopyQuestion.LastReport, static _ => Volatile.Read(ref _path));

    /// <summary>Sets where it goes and how near the limit it is written.</summary>
    /// <param name="path">The file, or null for none. Another copy of the library that writes it already goes on to.</param>
    /// <param name="share">The share of the limit.</param>
    public static void Use(string? path, double share)
    {
        if (!ProfilerSwitch.IsOn)
            return;
        if (path is not null && (OwnContext.IsUnloading || OtherCopies.Ask(CopyQuestion.LastReport).Contains(path)))
            path = null;
        lock (_gate)
        {
            if (path == _path && (share == _share || path is null))
                return;
            Cancel();
            LineWatch.WatchEvery(false);
            _share = share;
            Volatile.Write(ref _heapTrigger, long.MaxValue);
            Volatile.Write(ref _containerTrigger, long.MaxValue);
            KeepReserve(path);
            Volatile.Write(ref _path, path);
            if (!_isHooked && path is not null)
            {
                _isHooked = true;
                AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
                AppDomain.CurrentDomain.ProcessExit += OnExit;
                OwnContext.AtUnload(Unhook);
            }
        }
        // Now, and not when the end is near: a program can take all its memory in a few milliseconds.
        if (path is not null)
            MakeReady();
        ThresholdRules.Refresh();
    }

    /// <summary>
    /// Looks from a line that ends. Its thread writes the report itself, or waits for the one that writes, and so takes no
    /// more memory meanwhile.
    /// </summary>
    public static void LineEnded()
    {
        if (Volatile.Read(ref _isWriting))
            WaitForWriting();
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (heap > Volatile.Read(ref _heapTrigger))
            Write(heap, _heapLimit, "managed heap");
        else if (Volatile.Read(ref _isContainerNear))
            LookAtContainer(Volatile.Read(ref _containerTrigger));
    }

    /// <summary>Looks from the profiler's own thread; true if the end is near.</summary>
    public static bool Check()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (heap > Volatile.Read(ref _heapTrigger))
            Write(heap, _heapLimit, "managed heap");
        var container = LookAtContainer(0);
        var back = _share - Comeback;
        if (Volatile.Read(ref _written) is not null && heap < back * _heapLimit && (container == 0 || container < back * ContainerMemory.Current!.Limit))
        {
            lock (_gate)
            {
                Cancel();
                KeepReserve(_path);
            }
        }
        var isSoon = IsSoon(container);
        LineWatch.WatchEvery(isSoon);
        var near = _share / 2;
        Volatile.Write(ref _isContainerNear, isSoon || (container > 0 && container > near * ContainerMemory.Current!.Limit));
        return _isContainerNear || heap > near * _heapLimit;
    }

    // Native memory tells no line of itself, and at a gigabyte a second the rest of it is gone between two looks from here.
    static bool IsSoon(long container)
    {
        var now = Stopwatch.GetTimestamp();
        var (grown, milliseconds) = (container - _lastUsage, (now - _lastLook) * 1_000.0 / Stopwatch.Frequency);
        (_lastUsage, _lastLook) = (container, now);
        if (container == 0 || grown <= 0 || Volatile.Read(ref _written) is not null)
            return false;
        return _containerTrigger - container < grown / milliseconds * SoonMilliseconds;
    }

    /// <param name="exactAbove">From where on it matters what of it the kernel can drop: to find that out takes longer.</param>
    static long LookAtContainer(long exactAbove)
    {
        if (ContainerMemory.Current is not { } container)
            return 0;
        var usage = container.ReadUsage(exactAbove);
        if (usage > Volatile.Read(ref _containerTrigger))
            Write(usage, container.Limit, "container's memory");
        return usage;
    }

    static void WaitForWriting()
    {
        if (Monitor.TryEnter(_gate, _patience))
            Monitor.Exit(_gate);
    }

    /// <summary>Reads the limits, and has everything compiled that writing needs, while there is memory for it.</summary>
    static void MakeReady()
    {
#pragma warning disable RS0030 // No probe is near: this runs on a thread of the profiler's own.
        _heapLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
#pragma warning restore RS0030
        Volatile.Write(ref _heapTrigger, (long)(_heapLimit * _share));
        if (ContainerMemory.Current is { } container)
            Volatile.Write(ref _containerTrigger, (long)(container.Limit * _share));
        if (_path is { } path)
            ReportFile.Rehearse(Collector.Capture(withPeak: false), path);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Write(long value, long limit, string of)
    {
        if (Volatile.Read(ref _written) is not null || Stopwatch.GetTimestamp() < Volatile.Read(ref _nextWriting) || !Monitor.TryEnter(_gate, _patience))
            return;
        try
        {
            if (_written is null && _path is not null)
            {
                WriteNow(string.Create(CultureInfo.InvariantCulture,
                    $"Taken when the {of} was {ByteSize.Format(value)}, {100.0 * value / limit:0} % of the limit of {ByteSize.Format(limit)}."));
            }
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    static void WriteNow(string why)
    {
        using var own = OwnWork.Begin();
        using var suppressed = Suppression.Begin();
        var start = Stopwatch.GetTimestamp();
        // The next line of every thread waits: what it would take now is missing for the report.
        Volatile.Write(ref _isWriting, true);
        SlowPathTick.Next();
        try
        {
            try
            {
                Save(why);
            }
            catch (OutOfMemoryException) when (_reserve.IsKept)
            {
                _reserve.GiveBack();
                Save(why);
            }
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The last report could not be written.", e);
            if (e is IOException or ArgumentException)
                Console.Error.WriteLine($"MemoryProfiler: {e.Message}");
        }
        Volatile.Write(ref _isWriting, false);
        var end = Stopwatch.GetTimestamp();
        Volatile.Write(ref _nextWriting, end + ((end - start) * PausePerWriting));
    }

    static void Save(string why)
    {
        var path = ReportPath.Resolve(_path);
        var report = Collector.Capture(withPeak: false);
        ReportFile.Save(report with { Notes = [why, .. report.Notes] }, path);
        Volatile.Write(ref _written, path);
    }

    static void KeepReserve(string? path)
    {
        if (path is null)
            _reserve.Drop();
        else
            _reserve.Keep();
    }

    /// <summary>Takes the file away again.</summary>
    static void Cancel()
    {
        if (_written is null || _isDying)
            return;
        try
        {
            File.Delete(_written);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            MemoryProfilerLog.Write($"The report {_written} is no longer needed and cannot be taken away.", e);
        }
        Volatile.Write(ref _written, null);
    }

    static void OnUnhandledException(object sender, UnhandledExceptionEventArgs fault) => End(fault.ExceptionObject as Exception);

    static void OnExit(object? sender, EventArgs e) => Survived();

    static void Unhook()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Survived();
    }

    static void Survived()
    {
        lock (_gate)
        {
            Cancel();
            Volatile.Write(ref _path, null);
        }
    }

    static void End(Exception? fault)
    {
        if (!IsWanted)
            return;
        _isDying = true;
        if (!IsOutOfMemory(fault) || !Monitor.TryEnter(_gate, _patience))
            return;
        try
        {
            _reserve.GiveBack();
            WriteNow("Taken when an OutOfMemoryException ended the program.");
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    static bool IsOutOfMemory(Exception? fault) =>
        fault is OutOfMemoryException
        || (fault is AggregateException several && several.InnerExceptions.Any(IsOutOfMemory))
        || (fault?.InnerException is { } inner && IsOutOfMemory(inner));
}
