using System.Runtime.CompilerServices;

namespace MemoryProfiler.Probes;

/// <summary>
/// Code with the probes of woven code, compiled as that is: each loop stands here twice. Four slots, as lines follow one
/// another in real code too and no probe waits for the count of the one before.
/// </summary>
static unsafe class ProbeLoops
{
    const MethodImplOptions Optimised = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
    const MethodImplOptions Unoptimised = MethodImplOptions.NoOptimization | MethodImplOptions.NoInlining;

    /// <summary>How many probes stand in one turn of a loop.</summary>
    public const int PerTurn = 4;

    /// <summary>Optimised ones: what is called as often as asked for, four probes each.</summary>
    [MethodImpl(Optimised)]
    public static void ReadingOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.Line(activation, 1);
            Probe.Line(activation, 2);
            Probe.Line(activation, 3);
            Probe.Line(activation, 4);
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
        }
    }

    [MethodImpl(Optimised)]
    public static void PartOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 1, 1);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 2, 2);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 3, 3);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 4, 4);
        }
    }

    [MethodImpl(Optimised)]
    public static void ActivationsOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            var inner = Probe.Enter(MethodNumbers.Calibration, ProbeCost.SlotCount);
            Probe.Exit(inner);
        }
    }

    [MethodImpl(Optimised)]
    public static void GeneralOptimised(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            long call = 0;
            var inner = Probe.EnterSegment(MethodNumbers.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref call);
            Probe.Complete(inner);
        }
    }

    /// <summary>The same as a debug build has it: each probe is a call behind a test.</summary>
    [MethodImpl(Unoptimised)]
    public static void Reading(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            if (activation != 0)
                Probe.Line(activation, 1);
            if (activation != 0)
                Probe.Line(activation, 2);
            if (activation != 0)
                Probe.Line(activation, 3);
            if (activation != 0)
                Probe.Line(activation, 4);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Counting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            if (activation != 0)
                Probe.CountLine(activation, 1);
            if (activation != 0)
                Probe.CountLine(activation, 2);
            if (activation != 0)
                Probe.CountLine(activation, 3);
            if (activation != 0)
                Probe.CountLine(activation, 4);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Visiting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            if (activation != 0)
                Probe.VisitLine(activation, 1);
            if (activation != 0)
                Probe.VisitLine(activation, 2);
            if (activation != 0)
                Probe.VisitLine(activation, 3);
            if (activation != 0)
                Probe.VisitLine(activation, 4);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Part(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 1, 1);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 2, 2);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 3, 3);
            Probe.CountPart(MethodNumbers.Calibration, ProbeCost.SlotCount, 4, 4);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void Activations(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            var inner = Probe.Enter(MethodNumbers.Calibration, ProbeCost.SlotCount);
            if (inner != 0)
                Probe.Exit(inner);
        }
    }

    [MethodImpl(Unoptimised)]
    public static void General(nint activation, int turns)
    {
        for (var i = 0; i < turns * PerTurn; i++)
        {
            long call = 0;
            var inner = Probe.EnterSegment(MethodNumbers.Calibration, ProbeCost.SlotCount, 0, isCall: false, ref call);
            Probe.Complete(inner);
        }
    }
}
