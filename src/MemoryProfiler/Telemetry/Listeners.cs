using System.Diagnostics;
using MemoryProfiler.Diagnostics;
using MemoryProfiler.Ledger;
using MemoryProfiler.Ledger.States;
using MemoryProfiler.Watching;

namespace MemoryProfiler.Telemetry;

/// <summary>Passes calls on to those who listen.</summary>
sealed unsafe class Listeners : CallFollower
{
    /// <summary>What the log says of a listener that fails.</summary>
    public const string Fault = "A listener to telemetry failed.";

    static bool _hasActivities;
    static bool _isWanted;

    /// <summary>Whether the options want telemetry.</summary>
    public static bool IsWanted
    {
        get => Volatile.Read(ref _isWanted);
        set => Volatile.Write(ref _isWanted, value);
    }

    /// <summary>Whether there was ever an activity in this process.</summary>
    public static bool HasActivities
    {
        get => Volatile.Read(ref _hasActivities);
        set => Volatile.Write(ref _hasActivities, value);
    }

    protected override WatchedCalls Wanted()
    {
        if (!IsWanted)
            return WatchedCalls.None;
        if (MeterInstruments.WantCalls || CallEvents.WantCalls || ProfilerEventSource.Log.IsEnabled())
            return WatchedCalls.All;
        if (!HasActivities && Activity.Current is not null)
            HasActivities = true;
        return HasActivities || CallFlows.WantActivities ? WatchedCalls.Outermost : WatchedCalls.None;
    }

    public override void Begun(Frame* frame, bool isFirst, bool isOutermost)
    {
        if (isFirst && Calls == WatchedCalls.All)
            ContainedFaults.Run(Fault, CallEvents.Started, frame->Method->Method);
        if (isOutermost)
            CallFlows.Begin(frame);
    }

    public override void Suspended(Frame* frame) => CallFlows.Suspend(frame);

    public override void HandedOut(Frame* frame) => CallFlows.HandOut(frame);

    public override void Resumed(Frame* segment, Frame* bottom, nint mark) => CallFlows.Resume(segment, bottom, mark);

    public override void Closed(Frame* frame, long bytes, bool isEnd) => CallFlows.Close(frame, bytes, isEnd);

    public override void Completed(LogicalCall* call, nint mark, long now) => CallFlows.Complete(call, mark, now);

    public override void Forget(nint mark) => CallFlows.Forget(mark);

    public override void Finished(int method, long bytes, bool isOutermost, in CallStart began)
    {
        if (MethodLabels.Find(method) is not { } label)
            return;
        ContainedFaults.Run(Fault, CallEvents.Stopped, (label, bytes));
        ContainedFaults.Run(Fault, ProfilerEventSource.Log.Stopped, (label.Name, bytes, isOutermost));
        ContainedFaults.Run(Fault, MeterInstruments.AddCall, (label, bytes));
    }
}
