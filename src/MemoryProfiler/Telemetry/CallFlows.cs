using System.Diagnostics;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;

namespace MemoryProfiler.Telemetry;

/// <summary>
/// Follows outermost calls for the activities. Bytes are told part by part: what a thread has run of a call between two
/// awaits. A continuation that runs below another call is a part of its own flow.
/// </summary>
static unsafe class CallFlows
{
    static readonly ActivitySource _source =
        OwnContext.Disposed(new ActivitySource(TelemetryNames.Source, typeof(CallFlows).Assembly.GetName().Version?.ToString(3) ?? ""));

    // Innermost last.
    [ThreadStatic]
    static List<FlowPart>? _parts;

    /// <summary>Whether anyone listens to the activities of calls.</summary>
    public static bool WantActivities => _source.HasListeners();

    /// <summary>An outermost call begins, or the next segment of one that is an iterator.</summary>
    public static void Begin(Frame* frame)
    {
        var around = Activity.Current;
        var own = frame->State.Kind != FrameKind.Iterator && _source.HasListeners() ? Start(frame->Method->Method, around) : null;
        if (around is { IsAllDataRequested: false })
            around = null;
        if (own is null && around is null)
            return;
        var parts = _parts ??= [];
        // What is left of calls that never ended.
        parts.Clear();
        parts.Add(new FlowPart((nint)frame, (nint)frame, around, own is null ? null : new CallFlow(around, own), IsNew: true, IsLeaving: false, Told: 0));
        frame->Ledger->WatchedFrame = frame;
    }

    /// <summary>A call is about to suspend: its outermost one is marked, to be found when it is resumed.</summary>
    public static void Suspend(Frame* frame)
    {
        HandOut(frame);
        if (_parts is not { Count: > 0 } parts || parts[^1] is not { IsLeaving: false } part || part.Segment != (nint)frame)
            return;
        part.Flow!.BeginLeave();
        parts[^1] = part with { IsLeaving = true };
    }

    /// <summary>A call hands something out: its outermost one is marked, to be found where that runs.</summary>
    public static void HandOut(Frame* frame)
    {
        if (_parts is not { Count: > 0 } parts)
            return;
        var part = parts[^1];
        var flow = part.Flow ?? new CallFlow(part.Around, own: null);
        var outermost = LogicalCall.Outermost(frame->Call);
        if (outermost->Mark == 0)
            outermost->Mark = MarkedFlows.Add(flow);
        var bottom = (Frame*)part.Frame;
        if (flow.Call == null && bottom->State.Kind == FrameKind.Async)
            flow.Call = bottom->Call;
        parts[^1] = part with { Flow = flow };
    }

    /// <summary>A segment begins of a call that belongs to a flow.</summary>
    public static void Resume(Frame* segment, Frame* bottom, nint mark) => Push(segment, bottom, MarkedFlows.Find(mark));

    /// <summary>The innermost part ends.</summary>
    public static void Close(Frame* frame, long bytes, bool isEnd)
    {
        if (_parts is not { Count: > 0 } parts || parts[^1].Frame != (nint)frame)
        {
            frame->Ledger->WatchedFrame = null;
            return;
        }
        var part = parts[^1];
        parts.RemoveAt(parts.Count - 1);
        frame->Ledger->WatchedFrame = parts.Count > 0 ? (Frame*)parts[^1].Frame : null;
        if (part.Flow is not { } flow)
        {
            ActivityTag.Add(part.Around!, bytes);
            return;
        }
        try
        {
            flow.Add(bytes - part.Told, part.IsNew);
        }
        finally
        {
            if (part.IsLeaving)
                flow.EndLeave();
        }
        if (isEnd)
            flow.End();
    }

    /// <summary>A call that has suspended ends: with the outermost one, all bytes are to be told.</summary>
    public static void Complete(LogicalCall* call, nint mark, long now)
    {
        var flow = MarkedFlows.Find(mark);
        if (LogicalCall.Outermost(call) != call)
            return;
        flow.WaitForLeaving(TellRunning(flow, now));
        if (flow.Call == call)
            flow.End();
    }

    /// <summary>A call is gone.</summary>
    public static void Forget(nint mark) => MarkedFlows.Remove(mark);

    /// <summary>Tells the bytes so far of parts that run on this thread; answers how many of them are leaving.</summary>
    static int TellRunning(CallFlow flow, long now)
    {
        var count = 0;
        for (var i = 0; _parts is { } parts && i < parts.Count; i++)
        {
            if (parts[i].Flow != flow)
                continue;
            if (parts[i].IsLeaving)
                count++;
            var bytes = now - ((Frame*)parts[i].Frame)->Start;
            flow.Add(bytes - parts[i].Told, parts[i].IsNew);
            parts[i] = parts[i] with { Told = bytes };
        }
        return count;
    }

    static void Push(Frame* segment, Frame* bottom, CallFlow flow)
    {
        var parts = _parts ??= [];
        var isNew = true;
        foreach (var part in parts)
        {
            // The bytes of the part below contain this one's.
            if (part.Flow == flow)
                return;
            isNew &= part.Around is null || part.Around != flow.Around;
        }
        parts.Add(new FlowPart((nint)bottom, (nint)segment, flow.Around, flow, isNew, IsLeaving: false, Told: 0));
        bottom->Ledger->WatchedFrame = bottom;
    }

    static Activity? Start(int method, Activity? around)
    {
        if (MethodLabels.Find(method) is not { } label)
            return null;
        try
        {
            return _source.StartActivity(label.ActivityName, ActivityKind.Internal, parentContext: default, label.ActivityTags);
        }
        catch (Exception e)
        {
            // It may have become current already, and nobody would end it.
            Activity.Current = around;
            MemoryProfilerLog.Write("The activity of a call could not be started.", e);
            return null;
        }
    }
}
