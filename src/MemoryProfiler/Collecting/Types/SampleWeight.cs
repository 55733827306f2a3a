namespace MemoryProfiler.Collecting.Types;

/// <summary>What one sampled object stands for. The runtime draws bytes: each has the same chance, so that large objects are seen more often.</summary>
static class SampleWeight
{
    const double MeanBytes = 102_400;

    /// <summary>How many objects of a size one that was seen stands for.</summary>
    public static double Objects(long bytes) => 1 / (1 - Math.Pow(1 - 1 / MeanBytes, Math.Max(bytes, 1)));
}
