using System.Diagnostics;
using MemoryProfiler.Ledger;

namespace MemoryProfiler.Probes;

/// <summary>Puts the callers of a resumed async call back below its segment, and takes them away when it ends.</summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
static unsafe class AsyncCallers
{
    /// <summary>
    /// Opens the callers of a resumed call, outermost first. From here on nesting books its bytes on their
    /// lines as if it had never suspended, in the ledger of the thread that runs it.
    /// </summary>
    public static void Open(LogicalCall* call)
    {
        // A caller that runs below on this stack has the bytes by nesting, and so have its own callers.
        if (call->Caller != null && !IsOpen(call->Caller))
            Open(call->Caller);
        for (var i = call->LineCount - 1; i >= 0; i--)
        {
            var line = LogicalCall.Lines(call)[i];
            var frame = Activation.Open(line.Method, line.SlotCount, line.Slot, FrameKind.Caller);
            if (frame == null)
                return;
            if (i == call->LineCount - 1 && call->Caller != null)
            {
                frame->Call = call->Caller;
                LogicalCall.BeginRunning(call->Caller);
            }
        }
    }

    /// <summary>Whether a segment of a call is on the current thread's stack.</summary>
    public static bool IsOpen(LogicalCall* call)
    {
        var ledger = LedgerRegistry.Current;
        for (var frame = ledger == null ? null : ledger->Current; frame != null && frame->Method != null; frame = frame->Caller)
        {
            if (frame->Call == call)
                return true;
        }
        return false;
    }

    /// <summary>Closes the callers below a segment that has just been closed, and lets go of its call.</summary>
    public static void Close(Frame* segment)
    {
        var ledger = segment->Ledger;
        var now = segment->Last;
        for (var caller = ledger->Current; caller->State.Kind == FrameKind.Caller; caller = ledger->Current)
        {
            GeneralActivation.Close(caller, ref now, segment->Piece);
            if (caller->Call != null)
                LogicalCall.EndRunning(caller->Call);
            Frame.Clear(caller);
        }
        if (segment->Call == null)
            return;
        if (CallWatch.IsInUse && segment->State.IsCompleted)
            CallWatch.Completed(segment->Call);
        LogicalCall.Release(segment->Call, segment->State.IsCompleted, ledger);
    }
}
