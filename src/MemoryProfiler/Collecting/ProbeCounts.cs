using System.Diagnostics;
using System.Reflection;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Probes;

namespace MemoryProfiler.Collecting;

/// <summary>Tells from totals how many probes ran, and of what kinds.</summary>
sealed class ProbeCounts
{
    // A loop is compiled again while it runs: after ten thousand turns, and in later calls after a thousand.
    const int ColdTurnsAtFirst = 10_000;
    const int ColdTurnsPerCall = 1_000;

    double _hits;
    double _unoptimisedHits;
    double _coldHits;
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
            var hits = Math.Max(0, method.Lines[slot].Hits);
            var cold = Math.Clamp(method.Lines[slot].ColdHits, 0, hits);
            if (isOptimised && mapped != null && slot < mapped.WholeSlots)
                cold = Math.Min(cold, ColdTurnsAtFirst + (ColdTurnsPerCall * Math.Max(0, method.Lines[0].ColdHits)));
            _hits += hits;
            _coldHits += cold;
            if (!isOptimised)
                _unoptimisedHits += hits - cold;
            // Entries are counted as activations, with those of parts and segments.
            if (slot == 0)
                continue;
            Count += hits;
            var kind = mapped?.Kinds[slot] ?? ProbeKind.Reading;
            var later = Tally(kind, hits - cold);
            _lines += new ProbeUse(isOptimised ? later : default, isOptimised ? default : later, Tally(kind, cold));
        }
    }

    /// <summary>Takes in what began and ended, and answers what was used in all.</summary>
    public ProbeUse Use(Activations activations)
    {
        // A thread that was too busy to be met between two calls may have been read a little late before.
        var sum = Math.Max(0, activations.Begun + activations.Ended);
        Count += sum;
        var general = Math.Min(Math.Max(0, activations.GeneralEnds), sum / 2.0);
        var all = new ProbeTally { Activations = (sum / 2.0) - general, Segments = general };
        // Whose an activation was is known of calls only: they are shared out as the visits are.
        var unoptimised = _hits > 0 ? _unoptimisedHits / _hits : 0;
        var cold = _hits > 0 ? _coldHits / _hits : 0;
        return _lines + new ProbeUse(all * (1 - unoptimised - cold), all * unoptimised, all * cold);
    }

    /// <summary>Whether the code of an assembly can become optimised.</summary>
    public static bool CanBeOptimised(Assembly? assembly) =>
        assembly?.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    static ProbeTally Tally(ProbeKind kind, double hits) => kind switch
    {
        ProbeKind.Counting => new ProbeTally { Counting = hits },
        ProbeKind.Visiting => new ProbeTally { Visiting = hits },
        ProbeKind.Part => new ProbeTally { Part = hits },
        ProbeKind.CalledReading => new ProbeTally { CalledReading = hits },
        ProbeKind.CalledCounting => new ProbeTally { CalledCounting = hits },
        ProbeKind.CalledVisiting => new ProbeTally { CalledVisiting = hits },
        _ => new ProbeTally { Reading = hits },
    };
}
