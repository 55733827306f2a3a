using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Tracing;
using MemoryProfiler.Copies;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Telemetry;

/// <summary>What <c>dotnet-counters</c> and <c>dotnet-trace</c> see.</summary>
[EventSource(Name = TelemetryNames.Source)]
sealed class ProfilerEventSource : EventSource
{
    /// <summary>The one there is.</summary>
    public static readonly ProfilerEventSource Log = OwnContext.Disposed(new ProfilerEventSource());

    long _calls;
    long _allocatedBytes;
    IncrementingPollingCounter? _callCounter;
    IncrementingPollingCounter? _allocatedCounter;

    ProfilerEventSource()
    {
    }

    /// <summary>Counts a call, and tells of it if somebody listens to calls.</summary>
    [NonEvent]
    public void Stopped((string Method, long Bytes, bool IsOutermost) call)
    {
        if (!IsEnabled())
            return;
        Interlocked.Increment(ref _calls);
        if (call.IsOutermost)
            Interlocked.Add(ref _allocatedBytes, call.Bytes);
        if (IsEnabled(EventLevel.Verbose, Keywords.Calls))
            CallStop(call.Method, call.Bytes);
    }

    /// <summary>Tells of a crossing, if somebody listens.</summary>
    [NonEvent]
    public void Crossed(string condition, ThresholdCrossing crossing)
    {
        if (IsEnabled(EventLevel.Warning, Keywords.Thresholds))
            ThresholdCrossed(condition, crossing.Method ?? "", crossing.File ?? "", crossing.LineNumber, crossing.Value, crossing.Limit);
    }

    /// <summary>A call has ended.</summary>
    [Event(1, Level = EventLevel.Verbose, Keywords = Keywords.Calls, Message = "{0} allocated {1} B")]
    void CallStop(string method, long allocatedBytes) => WriteEvent(1, method, allocatedBytes);

    /// <summary>A limit was exceeded.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Texts and numbers only.")]
    [Event(2, Level = EventLevel.Warning, Keywords = Keywords.Thresholds, Message = "{0} at {1} ({2}:{3}): {4}, above the limit of {5}")]
    unsafe void ThresholdCrossed(string condition, string method, string file, int line, long value, long limit)
    {
        const int Count = 6;
        fixed (char* conditionText = condition, methodText = method, fileText = file)
        {
            // Not the overload that takes objects: it boxes, and does not survive trimming.
            var data = stackalloc EventData[Count];
            data[0] = Text(conditionText, condition);
            data[1] = Text(methodText, method);
            data[2] = Text(fileText, file);
            data[3] = new EventData { DataPointer = (nint)(&line), Size = sizeof(int) };
            data[4] = new EventData { DataPointer = (nint)(&value), Size = sizeof(long) };
            data[5] = new EventData { DataPointer = (nint)(&limit), Size = sizeof(long) };
            WriteEventCore(2, Count, data);
        }
    }

    static unsafe EventData Text(char* pointer, string text) =>
        new() { DataPointer = (nint)pointer, Size = (text.Length + 1) * sizeof(char) };

    protected override void OnEventCommand(EventCommandEventArgs command)
    {
        if (command.Command != EventCommand.Enable)
            return;
        using var own = OwnWork.Begin();
        _callCounter ??= new IncrementingPollingCounter("calls", this, () => Interlocked.Read(ref _calls))
        {
            DisplayName = "Profiled calls",
            DisplayUnits = "calls",
        };
        _allocatedCounter ??= new IncrementingPollingCounter("allocated-bytes", this, () => Interlocked.Read(ref _allocatedBytes))
        {
            DisplayName = "Allocated by profiled calls",
            DisplayUnits = "B",
        };
    }

    protected override void Dispose(bool disposing)
    {
        _callCounter?.Dispose();
        _allocatedCounter?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What to listen to.</summary>
    public static class Keywords
    {
        public const EventKeywords Calls = (EventKeywords)1;
        public const EventKeywords Thresholds = (EventKeywords)2;
    }
}
