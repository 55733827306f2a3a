using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MemoryProfiler.Collecting;
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
    // Given back when nothing else is left, for the report that an unhandled exception still wants.
    const int ReserveBytes = 2 << 20;

    // Memory has come back when the share has fallen by this much: a figure that sways around the limit writes nothing.
    const double Comeback = 0.05;

    // Writing may take one twentieth of the time of a program that lives near its limit.
    const int PausePerWriting = 19;

    // A thread that is about to take the rest of the memory waits so long for another one that is writing.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    static readonly object _gate = new();
    static string? _path;
    static string? _written;
    static byte[]? _reserve;
    static double _share;
    static long _heapLimit;
    static long _heapTrigger = long.MaxValue;
    static long _containerTrigger = long.MaxValue;
    static long _nextWriting;
    static bool _isContainerNear;
    static bool _isDying;
    static bool _isHooked;

    /// <summary>Whether a path is set.</summary>
    public static bool IsWanted => Volatile.Read(ref _path) is not null;

    /// <summary>Sets where it goes and how near the limit it is written.</summary>
    /// <param name="path">The file, or null for none.</param>
    /// <param name="share">The share of the limit.</param>
    public static void Use(string? path, double share)
    {
        if (!ProfilerSwitch.IsOn)
            return;
        lock (_gate)
        {
            if (path == _path && (share == _share || path is null))
                return;
            Cancel();
            _share = share;
            Volatile.Write(ref _heapTrigger, long.MaxValue);
            Volatile.Write(ref _containerTrigger, long.MaxValue);
            _reserve = path is null ? null : _reserve ?? new byte[ReserveBytes];
            Volatile.Write(ref _path, path);
            if (!_isHooked && path is not null)
            {
                _isHooked = true;
                AppDomain.CurrentDomain.UnhandledException += (_, fault) => End(fault.ExceptionObject as Exception);
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Survived();
            }
        }
        // Now, and not when the end is near: a program can take all its memory in a few milliseconds.
        if (path is not null)
            MakeReady();
        ThresholdRules.Refresh();
    }

    /// <summary>Looks from a line that ends: its thread writes the report itself, and takes no more memory meanwhile.</summary>
    public static void LineEnded(long visitBytes)
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (heap > Volatile.Read(ref _heapTrigger))
            Write(heap, _heapLimit, "managed heap");
        else if (Volatile.Read(ref _isContainerNear) && visitBytes >= WorkingSetReading.ExactAfterBytes)
            LookAtContainer();
    }

    /// <summary>Looks from the profiler's own thread; true if the end is near.</summary>
    public static bool Check()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: false);
        if (heap > Volatile.Read(ref _heapTrigger))
            Write(heap, _heapLimit, "managed heap");
        var container = LookAtContainer();
        var back = _share - Comeback;
        if (Volatile.Read(ref _written) is not null && heap < back * _heapLimit && (container == 0 || container < back * ContainerMemory.Current!.Limit))
        {
            lock (_gate)
                Cancel();
        }
        var near = _share / 2;
        Volatile.Write(ref _isContainerNear, container > 0 && container > near * ContainerMemory.Current!.Limit);
        return _isContainerNear || heap > near * _heapLimit;
    }

    static long LookAtContainer()
    {
        if (ContainerMemory.Current is not { } container)
            return 0;
        var usage = container.ReadUsage();
        if (usage > Volatile.Read(ref _containerTrigger))
            Write(usage, container.Limit, "container's memory");
        return usage;
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
            ReportFile.Rehearse(Collector.Capture(), path);
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
        try
        {
            var path = ReportPath.Resolve(_path);
            var report = Collector.Capture();
            ReportFile.Save(report with { Notes = [why, .. report.Notes] }, path);
            Volatile.Write(ref _written, path);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write("The last report could not be written.", e);
            if (e is IOException or ArgumentException)
                Console.Error.WriteLine($"MemoryProfiler: {e.Message}");
        }
        var end = Stopwatch.GetTimestamp();
        Volatile.Write(ref _nextWriting, end + ((end - start) * PausePerWriting));
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
            _reserve = null;
            GC.Collect();
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
