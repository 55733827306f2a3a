namespace MemoryProfiler.Tool.Plotting;

/// <summary>Fewer samples that look the same: of each stretch of time the first, the lowest, the highest and the last. No peak is lost.</summary>
static class Thinning
{
    const int PerColumn = 4;

    /// <summary>Thins samples to at most four in each column of a picture; fewer are left as they are.</summary>
    /// <param name="samples">The samples in the order of time.</param>
    /// <param name="columns">How many columns there are.</param>
    public static IReadOnlyList<MemorySample> To(IReadOnlyList<MemorySample> samples, int columns)
    {
        if (samples.Count <= columns * PerColumn)
            return samples;
        var kept = new List<MemorySample>(columns * PerColumn);
        var (start, length) = (samples[0].Time, samples[^1].Time - samples[0].Time);
        int Column(int i) => (int)((samples[i].Time - start) / length * columns);
        for (int i = 0, next; i < samples.Count; i = next)
        {
            var (low, high) = (i, i);
            for (next = i; next < samples.Count && Column(next) == Column(i); next++)
            {
                if (samples[next].Bytes < samples[low].Bytes)
                    low = next;
                if (samples[next].Bytes > samples[high].Bytes)
                    high = next;
            }
            foreach (var index in new[] { i, low, high, next - 1 }.Distinct().Order())
                kept.Add(samples[index]);
        }
        return kept;
    }
}
