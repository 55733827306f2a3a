using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Measurement.Memory;
using MemoryProfiler.Methods;
using MemoryProfiler.Probes.Lines;

namespace MemoryProfiler.Thresholds;

/// <summary>
/// Compares limits where a line ends, on the thread that ran it, with its method on the stack. It costs nothing on the
/// fast path of a probe, as it is called where a probe takes a reading. A line that allocated 256 KiB (or what the lowest
/// limit of a call or a visit asks for) takes one. So does the first line to end after a tick.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
sealed unsafe class LineThresholds : LineObserver
{
    const long None = long.MaxValue;

    static readonly LineThresholds _seat = new();

    long _workingSet = None;
    long _heap = None;

    LineThresholds()
    {
    }

    /// <summary>Has the probes look at what the armed rules need.</summary>
    public static void Watch(MemoryThreshold[] armed)
    {
        _seat._workingSet = Lowest(armed, ThresholdKind.WorkingSet);
        _seat._heap = Lowest(armed, ThresholdKind.ManagedHeap);
        _seat.CallBytes = Lowest(armed, ThresholdKind.Call);
        _seat.VisitBytes = Lowest(armed, ThresholdKind.LineVisit);
        if (armed.Length > 0 || LastReport.IsWanted)
            LineWatch.Add(_seat);
        else
            LineWatch.Remove(_seat);
    }

    static long Lowest(MemoryThreshold[] armed, ThresholdKind kind) =>
        armed.Where(rule => rule.Condition.Kind == kind).Select(rule => rule.Condition.Limit).DefaultIfEmpty(None).Min();

    public override void LineEnded(Frame* frame, long visitBytes, long now, MemoryReading reading)
    {
        // A frame without a method stands for code outside of them. The profiler times its own probes while it takes a
        // report, under a lock that the report of a crossing needs.
        if (frame->Method == null || frame->Method->Method == MethodIds.Calibration)
            return;
        var isCrossed = ProcessWatch.HasSeen
            || visitBytes > VisitBytes
            || now - frame->Start > CallBytes
            || (frame->Call != null && CallBytes != None)
            || (_workingSet != None && WorkingSet(reading) > _workingSet)
            || (_heap != None && GC.GetTotalMemory(forceFullCollection: false) > _heap);
        if (isCrossed)
            Check(frame, visitBytes, now - frame->Start);
        if (LastReport.IsWanted)
            LastReport.LineEnded();
    }

    static long WorkingSet(MemoryReading reading) =>
        reading.Metric == MemoryMetric.WorkingSet ? reading.Bytes : ProcessMemory.Read(MemoryMetric.WorkingSet);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Check(Frame* frame, long visitBytes, long callBytes)
    {
        foreach (var rule in ThresholdRules.Armed)
        {
            if (rule.Method != 0 && !IsRunning(frame, rule.Method))
                continue;
            var (value, limit) = rule.Condition.Kind switch
            {
                ThresholdKind.LineVisit => (frame->State.Kind == FrameKind.Caller ? 0 : visitBytes, rule.Condition.Limit),
                ThresholdKind.Call => (BytesOfCall(frame, callBytes), rule.Condition.Limit),
                _ => ProcessWatch.Read(rule),
            };
            if (value > limit && rule.TryFire())
                CrossingActions.Run(rule, frame, value, limit);
        }
    }

    /// <summary>Bytes of the call that an activation belongs to; those of a lambda are its method's around it.</summary>
    static long BytesOfCall(Frame* frame, long bytes)
    {
        if (frame->State.IsWholeCall || frame->State.Kind == FrameKind.Iterator)
            return bytes + (frame->Call == null ? 0 : LogicalCall.Bytes(frame->Call));
        return frame->State is { Kind: FrameKind.Async, IsCall: true } ? LogicalCall.BytesUntil(frame, frame->Start + bytes) : 0;
    }

    static bool IsRunning(Frame* frame, int method)
    {
        for (; frame != null && frame->Method != null; frame = frame->Caller)
        {
            if (frame->Method->Method == method)
                return true;
        }
        return false;
    }
}
