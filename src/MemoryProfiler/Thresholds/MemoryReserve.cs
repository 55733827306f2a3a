namespace MemoryProfiler.Thresholds;

/// <summary>
/// Memory that is given back when nothing else is left, for the report that is still wanted then. Not safe for several
/// threads.
/// </summary>
sealed class MemoryReserve
{
    // Small ones: what large arrays leave is not there for small objects.
    const int Arrays = 32;
    const int ArrayBytes = 64 << 10;

    byte[][]? _arrays;

    /// <summary>Whether there is any.</summary>
    public bool IsKept => _arrays is not null;

    /// <summary>Takes it, unless it is kept already.</summary>
    public void Keep() => _arrays ??= [.. Enumerable.Range(0, Arrays).Select(_ => new byte[ArrayBytes])];

    /// <summary>Lets go of it.</summary>
    public void Drop() => _arrays = null;

    /// <summary>Lets go of it, and has it collected.</summary>
    public void GiveBack()
    {
        Drop();
        GC.Collect();
    }
}
