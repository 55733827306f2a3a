namespace MemoryProfiler.Reports;

/// <summary>The name of a peak within a sentence.</summary>
static class PeakWords
{
    /// <summary>When it was, as words behind a comma.</summary>
    public static string Words(this AllocationPeakKind kind) => kind switch
    {
        AllocationPeakKind.CollectionStart => "before a collection, garbage included",
        AllocationPeakKind.CollectionEnd => "after a collection",
        _ => "after a full collection",
    };
}
