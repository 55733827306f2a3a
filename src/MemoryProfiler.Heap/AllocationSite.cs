namespace MemoryProfiler;

/// <summary>
/// Objects of one type, allocated by one call path. All figures are estimates: about one object in 100 KiB is seen, at random, and
/// stands for those that are not. With n of them a figure is right to about 1/√n. Immutable.
/// </summary>
public sealed class AllocationSite
{
    IReadOnlyList<AllocationFrame> _path = [];

    internal AllocationSite()
    {
    }

    /// <summary>Who called whom, outermost first; at least one frame. The last one allocated.</summary>
    public required IReadOnlyList<AllocationFrame> Path
    {
        get => _path;
        init
        {
            _path = value.Count > 0 ? value : throw new ArgumentException("A path has at least one frame.", nameof(value));
            Frame = value.LastOrDefault(frame => frame.Kind == AllocationFrameKind.Own) ?? value[^1];
        }
    }

    /// <summary>The innermost frame of the program's own code; the innermost of all if there is none.</summary>
    public AllocationFrame Frame { get; private init; } = null!;

    /// <summary>The type's full name as C# writes it.</summary>
    public required string Type { get; init; }

    /// <summary>What was allocated since the start, in bytes.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>How many objects that was.</summary>
    public long AllocatedObjects { get; init; }

    /// <summary>What of it lived when the snapshot was taken, in bytes. What died after the last collection still counts.</summary>
    public long LiveBytes { get; init; }

    /// <summary>How many objects that was.</summary>
    public long LiveObjects { get; init; }

    /// <summary>What lived at the peak that <see cref="AllocationSnapshot.Peak"/> names, in bytes.</summary>
    public long PeakBytes { get; init; }

    /// <summary>How many objects that was.</summary>
    public long PeakObjects { get; init; }

    /// <summary>How many objects were seen: what the figures are estimated from.</summary>
    public long Samples { get; init; }

    /// <summary>One of its figures in bytes.</summary>
    /// <param name="measure">Which.</param>
    public long Bytes(AllocationMeasure measure) => measure switch
    {
        AllocationMeasure.Allocated => AllocatedBytes,
        AllocationMeasure.Live => LiveBytes,
        _ => PeakBytes,
    };

    /// <summary>One of its figures in objects.</summary>
    /// <param name="measure">Which.</param>
    public long Objects(AllocationMeasure measure) => measure switch
    {
        AllocationMeasure.Allocated => AllocatedObjects,
        AllocationMeasure.Live => LiveObjects,
        _ => PeakObjects,
    };
}
