using System.ComponentModel;
using System.Diagnostics;

namespace MemoryProfiler.Probes;

/// <summary>What woven code calls, where nothing can be recorded: every call returns at once, with what says that nothing is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static class Probe
{
    public static int Register(RuntimeTypeHandle map, int methodCount)
    {
        Unrecorded.SayIfReportIsAskedFor();
        return 0;
    }

    public static void BreakAbove(int method, long bytes)
    {
    }

    public static nint Enter(int method, int slotCount) => 0;

    public static nint EnterLine(int method, int slotCount, int slot) => 0;

    public static nint EnterUnguarded(int method, int slotCount, nuint stackAddress) => 0;

    public static nint EnterSegment(int method, int slotCount, int slot, bool isCall, ref long call) => 0;

    public static void Suspend(nint activation, ref long call, int ownBytes)
    {
    }

    public static void Suspended<TBuilder, TMachine>(nint activation, ref TBuilder builder)
        where TMachine : struct
    {
    }

    public static void Boxed<TMachine>(object box)
    {
    }

    public static void BoxedIn<TBuilder, TMachine>(ref TBuilder builder)
    {
    }

    public static nint Complete(nint activation) => 0;

    public static nint Yield(nint activation, ref long call) => 0;

    public static nint EnterIterator(int method, int slotCount, int slot, bool isCall, ref long call) => 0;

    public static nint EnterDisposal(int method, int slotCount, bool isCall, ref long call) => 0;

    public static void ExitIterator(nint activation, ref long call, bool hasMore)
    {
    }

    public static nint EnterFinally(int method, int slotCount, int slot) => 0;

    public static void ExitFinally(nint activation)
    {
    }

    public static void TakeOut(int bytes)
    {
    }

    public static nint EnterPart(int method, int slotCount, int slot) => 0;

    public static void CountPart(int method, int slotCount, int slot, int visitSlot)
    {
    }

    public static nint CountCall(int method, int slotCount) => 0;

    public static nint EnterRecursive(int method, int slotCount) => 0;

    public static nint CountersOf(nint activation) => 0;

    public static void ExitRecursive(nint activation)
    {
    }

    public static long CallClock() => 0;

    public static void Fail(int method, int slotCount, int slot, long clock)
    {
    }

    public static void CountVisit(nint counters, int slot)
    {
    }

    public static nint EnterDelegate(int method, int slotCount, int slot, long homes, long owner) => 0;

    public static nint EnterAsyncDelegate(int method, int slotCount, int slot, long homes, long owner, ref long call) => 0;

    public static nint EnterHanded(int method, int slotCount, int target) => 0;

    public static nint EnterHandedSegment(int method, int slotCount, int target, ref long call) => 0;

    public static long Share(nint activation, int ownBytes) => 0;

    public static void HandOut(nint activation, int target)
    {
    }

    public static void Line(nint activation, int slot)
    {
    }

    public static void Point(nint activation, int slot, int visitSlot)
    {
    }

    public static void CountLine(nint activation, int slot)
    {
    }

    public static void CountPoint(nint activation, int slot, int visitSlot)
    {
    }

    public static void VisitLine(nint activation, int slot)
    {
    }

    public static void Exit(nint activation)
    {
    }

    public static void ExitPart(nint activation)
    {
    }
}
