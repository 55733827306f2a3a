using System.Runtime.CompilerServices;
using MemoryProfiler.Methods;

namespace MemoryProfiler.Probes;

/// <summary>As <see cref="ProbeLoops"/>, with the probes of methods that call them. Only where code is optimised: elsewhere all probes are called.</summary>
static unsafe class CalledProbeLoops
{
    const MethodImplOptions Optimised = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    static long _work;

    /// <summary>Runs each probe once.</summary>
    public static void Warm()
    {
        var activation = CalledProbe.Enter(MethodIds.Calibration, ProbeCost.SlotCount);
        CalledProbe.Line(activation, 1);
        CalledProbe.CountLine(activation, 1);
        CalledProbe.VisitLine(activation, 1);
        Probe.Exit(activation);
    }

    [MethodImpl(Optimised)]
    public static void Reading(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            CalledProbe.Line(activation, 1);
            CalledProbe.Line(activation, 2);
            CalledProbe.Line(activation, 3);
            CalledProbe.Line(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void Counting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            CalledProbe.CountLine(activation, 1);
            CalledProbe.CountLine(activation, 2);
            CalledProbe.CountLine(activation, 3);
            CalledProbe.CountLine(activation, 4);
            _work += i ^ 3;
        }
    }

    [MethodImpl(Optimised)]
    public static void Visiting(nint activation, int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            CalledProbe.VisitLine(activation, 1);
            CalledProbe.VisitLine(activation, 2);
            CalledProbe.VisitLine(activation, 3);
            CalledProbe.VisitLine(activation, 4);
            _work += i ^ 3;
        }
    }
}
