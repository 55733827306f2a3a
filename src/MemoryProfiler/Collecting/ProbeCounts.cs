using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Collecting;

/// <summary>Tells from totals how many probes ran, and of what kinds.</summary>
sealed class ProbeCounts
{
    // A loop is compiled again while it runs: after ten thousand turns, and in later calls after a thousand.
    const int ColdTurnsAtFirst = 10_000;
    const int ColdTurnsPerCall = 1_000;

    double _visits;
    double _unoptimisedVisits;
    double _coldVisits;
    ProbeUse _lines;

    /// <summary>How many ran: entries, lines and exits.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a method in.</summary>
    /// <param name="method">What was counted.</param>
    /// <param name="mapped">What the map says of it; null for a scope and where there is no map.</param>
    /// <param name="isOptimised">Whether its code can become optimised.</param>
    public void Add(MethodTotals method, MappedMethod? mapped, bool isOptimised)
    {
        for (var slot = 0; slot < method.Lines.Length; slot++)
        {
            var visits = Math.Max(0, method.Lines[slot].Visits);
            var cold = Math.Clamp(method.Lines[slot].ColdVisits, 0, visits);
            if (isOptimised && mapped != null && slot < mapped.WholeSlots)
                cold = Math.Min(cold, ColdTurnsAtFirst + (ColdTurnsPerCall * Math.Max(0, method.Lines[0].ColdVisits)));
            _visits += visits;
            _coldVisits += cold;
            if (!isOptimised)
                _unoptimisedVisits += visits - cold;
            // Entries are counted as activations, with those of parts and segments.
            var kind = mapped?.Kinds[slot] ?? ProbeKind.Reading;
            if (slot == 0 && kind != ProbeKind.Call)
                continue;
            Count += visits;
            var later = Tally(kind, visits - cold);
            _lines += new ProbeUse(isOptimised ? later : default, isOptimised ? default : later, Tally(kind, cold));
        }
    }

    /// <summary>Takes in what began and ended, and answers what was used in all.</summary>
    public ProbeUse Use(Activations activations)
    {
        // A thread that was too busy to be met between two calls may have been read a little late before.
        var sum = Math.Max(0, activations.Begun + activations.Ended);
        Count += sum;
        var general = Math.Min(Math.Max(0, activations.SlowEnds), sum / 2.0);
        var all = new ProbeTally { Activations = (sum / 2.0) - general, Segments = general };
        // Whose an activation was is known of calls only: they are shared out as the visits are.
        var unoptimised = _visits > 0 ? _unoptimisedVisits / _visits : 0;
        var cold = _visits > 0 ? _coldVisits / _visits : 0;
        return _lines + new ProbeUse(all * (1 - unoptimised - cold), all * unoptimised, all * cold);
    }

    static ProbeTally Tally(ProbeKind kind, double visits) => kind switch
    {
        ProbeKind.Counting => new ProbeTally { Counting = visits },
        ProbeKind.Visiting => new ProbeTally { Visiting = visits },
        ProbeKind.Part => new ProbeTally { Part = visits },
        ProbeKind.CalledReading => new ProbeTally { CalledReading = visits },
        ProbeKind.CalledCounting => new ProbeTally { CalledCounting = visits },
        ProbeKind.CalledVisiting => new ProbeTally { CalledVisiting = visits },
        ProbeKind.Call => new ProbeTally { Calls = visits },
        _ => new ProbeTally { Reading = visits },
    };
}
