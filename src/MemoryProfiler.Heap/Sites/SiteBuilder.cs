using MemoryProfiler.Naming;
using MemoryProfiler.Nettrace;
using MemoryProfiler.Sites.Code;
using MemoryProfiler.Sites.Sampling;

namespace MemoryProfiler.Sites;

/// <summary>Makes sites with names of what was added up by addresses. The same path and type is one site, whichever code it ran.</summary>
sealed class SiteBuilder(SiteTotals totals, StackTable stacks, CodeMap code, FrameNames names)
{
    const int NoStack = -1;

    readonly List<(AllocationFrame[] Path, string Type, List<int> Numbers)> _merged = [];

    /// <summary>The sites that are not the profiler's own.</summary>
    public RecordedSites Build()
    {
        Merge();
        var atPeaks = totals.Peaks.Select(peak => Sites(peak.Figures)).ToArray();
        return new RecordedSites(
            atPeaks.Length > 0 ? atPeaks[0] : Sites(null),
            [.. totals.Peaks.Select((peak, i) => new AllocationPeak(peak.Kind, atPeaks[i].Sum(site => site.PeakBytes), atPeaks[i].Sum(site => site.PeakObjects), peak.At))],
            atPeaks, [.. totals.Moments.Select(moment => (moment.At, Whole(moment.Bytes)))], totals.Lost, totals.IsCoarse, totals.Duration);
    }

    void Merge()
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var paths = new Dictionary<int, AllocationFrame[]?>();
        for (var number = 0; number < totals.Sites.Count; number++)
        {
            var (stack, type) = totals.Sites[number];
            if (!paths.TryGetValue(stack, out var path))
                paths[stack] = path = names.Path(code, stack == NoStack ? [] : stacks.Frames(stack));
            if (path is null || number >= totals.Samples.Length || totals.Samples[number] == 0)
                continue;
            var key = $"{type} {string.Join('\n', path.Select(frame => frame.ToString()))}";
            if (!known.TryGetValue(key, out var place))
            {
                known[key] = place = _merged.Count;
                _merged.Add((path, ForeignNames.Full(names.Type(code, totals.Types[type])), []));
            }
            _merged[place].Numbers.Add(number);
        }
    }

    AllocationSite[] Sites(SiteFigures? peak) =>
    [
        .. _merged.Select(site => new AllocationSite
        {
            Path = site.Path,
            Type = site.Type,
            AllocatedBytes = Whole(site.Numbers.Sum(totals.Allocated.Bytes)),
            AllocatedObjects = Whole(site.Numbers.Sum(totals.Allocated.Objects)),
            LiveBytes = Whole(site.Numbers.Sum(number => totals.Live?.Bytes(number) ?? 0)),
            LiveObjects = Whole(site.Numbers.Sum(number => totals.Live?.Objects(number) ?? 0)),
            PeakBytes = Whole(site.Numbers.Sum(number => peak?.Bytes(number) ?? 0)),
            PeakObjects = Whole(site.Numbers.Sum(number => peak?.Objects(number) ?? 0)),
            Samples = site.Numbers.Sum(number => totals.Samples[number]),
        }),
    ];

    static long Whole(double value) => (long)Math.Round(Math.Max(value, 0));
}
