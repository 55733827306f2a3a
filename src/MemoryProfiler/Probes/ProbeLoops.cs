using System.Runtime.CompilerServices;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Probes;

/// <summary>
/// Code with the probes of woven code, compiled as that is: each loop stands here twice. There are four slots, as lines
/// follow one another in real code too and no probe waits for the count of the one before. A little work stands beside
/// them. A processor does some of what a probe asks for while it waits for the program's own results.
/// </summary>
static unsafe class ProbeLoops
{
    const MethodImplOptions Optimised = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
    const MethodImplOptions Unoptimised = MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining;

    /// <summary>How many probes stand in one turn of a loop.</summary>
    public const int PerTurn = 4;

    static long _work;

    /// <summary>The work alone, optimised.</summary>
    [MethodImpl(Optimised)]
    public static void WorkOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
            _work += i ^ 3;
    }

    [MethodImpl(Optimised)]
    public static void ReadingOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.Line(activation, 1);
            Probe.Line(activation, 2);
            Probe.Line(activation, 3);
            Probe.Line(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void CountingOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountLine(activation, 1);
            Probe.CountLine(activation, 2);
            Probe.CountLine(activation, 3);
            Probe.CountLine(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void VisitingOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.VisitLine(activation, 1);
            Probe.VisitLine(activation, 2);
            Probe.VisitLine(activation, 3);
            Probe.VisitLine(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void PartOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
            CountPart();
    }

    [MethodImpl(Optimised)]
    public static void CallsOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void ActivationsOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            var inner = Probe.Enter(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.Exit(inner);
        }
    }

    [MethodImpl(Optimised)]
    public static void SegmentsOptimised(nint activation, int turns)
    {
        long iterator = 0;
        for (var i = 0; i < turns * PerTurn / 2; i++)
        {
            long call = 0;
            var inner = Probe.EnterSegment(MethodIds.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref call);
            Probe.Exit(Probe.Complete(inner));
            inner = Probe.EnterIterator(MethodIds.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref iterator);
            Probe.ExitIterator(inner, ref iterator, hasMore: true);
        }
    }

    /// <summary>The same as a debug build has it, or code not optimised yet: each probe is a call.</summary>
    [MethodImpl(Unoptimised)]
    public static void Work(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
            _work += i ^ 3;
    }

    [MethodImpl(Unoptimised)]
    public static void Reading(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.Line(activation, 1);
            Probe.Line(activation, 2);
            Probe.Line(activation, 3);
            Probe.Line(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Counting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountLine(activation, 1);
            Probe.CountLine(activation, 2);
            Probe.CountLine(activation, 3);
            Probe.CountLine(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Visiting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.VisitLine(activation, 1);
            Probe.VisitLine(activation, 2);
            Probe.VisitLine(activation, 3);
            Probe.VisitLine(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Part(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountPart(MethodIds.Calibration, ProbeCost.SlotCount, 1, 1);
            Probe.CountPart(MethodIds.Calibration, ProbeCost.SlotCount, 2, 2);
            Probe.CountPart(MethodIds.Calibration, ProbeCost.SlotCount, 3, 3);
            Probe.CountPart(MethodIds.Calibration, ProbeCost.SlotCount, 4, 4);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Calls(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.CountCall(MethodIds.Calibration, ProbeCost.SlotCount);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Activations(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            var inner = Probe.Enter(MethodIds.Calibration, ProbeCost.SlotCount);
            Probe.Exit(inner);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Segments(nint activation, int turns)
    {
        long iterator = 0;
        for (var i = 0; i < turns * PerTurn / 2; i++)
        {
            long call = 0;
            var inner = Probe.EnterSegment(MethodIds.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref call);
            Probe.Exit(Probe.Complete(inner));
            inner = Probe.EnterIterator(MethodIds.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref iterator);
            Probe.ExitIterator(inner, ref iterator, hasMore: true);
        }
    }

    // A lambda that is inlined without its probe is a call with it.
    [MethodImpl(Optimised)]
    static void CountPart() => Probe.CountPart(MethodIds.Calibration, ProbeCost.SlotCount, 1, 1);
}
