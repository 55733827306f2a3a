namespace MemoryProfiler.Sessions;

/// <summary>What taking a snapshot may need: divided between the runtime's buffer and what is made of it.</summary>
/// <param name="BufferMegabytes">The buffer's size at most; the runtime takes of it what the events fill.</param>
/// <param name="GraphBytes">What the objects and references may take.</param>
/// <param name="TotalBytes">Both, as users know it.</param>
/// <param name="Timeout">How long it may last.</param>
/// <param name="MaxObjects">How many objects there may be.</param>
/// <param name="MaxBufferMegabytes">What the buffer may grow to when one was too small; 0 if it may not.</param>
/// <param name="StreamBytes">What the runtime's buffer and all that it sends may take together where nothing is lost; 0 if there is no such way.</param>
/// <param name="IsLossless">Whether it is taken where nothing is lost.</param>
readonly record struct CaptureLimits(
    int BufferMegabytes, long GraphBytes, long TotalBytes, TimeSpan Timeout, long MaxObjects = long.MaxValue, int MaxBufferMegabytes = 0, long StreamBytes = 0, bool IsLossless = false)
{
    const long Megabyte = 1 << 20;
    const long Base = 32 * Megabyte;

    // An object of 24 bytes takes 32 in the buffer and each reference 12; here 22 and, until all are known, 8.
    const double BufferShare = 0.55;
    const int PerHeapByte = 2;

    // With more of it nothing is quicker, and what is sent has less room.
    const int MostDrainedMegabytes = 64;
    const int DrainedBufferPart = 8;

    /// <summary>The runtime's buffer where nothing is lost.</summary>
    public int DrainedBufferMegabytes => (int)Math.Clamp(StreamBytes / DrainedBufferPart / Megabyte, 1, Math.Min(BufferMegabytes, MostDrainedMegabytes));

    /// <summary>How much it may send there.</summary>
    public long DrainedBytes => StreamBytes - DrainedBufferMegabytes * Megabyte;

    /// <summary>The limits by what users set and the process has.</summary>
    /// <param name="options">What users set.</param>
    /// <param name="heapBytes">What is on the heap, garbage included; null for another process.</param>
    public static CaptureLimits For(HeapSnapshotOptions options, long? heapBytes) => For(options, heapBytes, heapBytes is not null && DrainedSession.IsPossible);

    internal static CaptureLimits For(HeapSnapshotOptions options, long? heapBytes, bool hasLossless)
    {
        if (options.Timeout <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(options), options.Timeout, $"{nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.Timeout)} has to be more than no time.");
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxMemoryBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxObjects, nameof(options));
        var total = options.MaxMemoryBytes > 0 ? options.MaxMemoryBytes : Default();
        var share = (long)(total * BufferShare);
        var wanted = heapBytes is { } heap ? Math.Min(share, PerHeapByte * heap + Base) : share;
        var buffer = options.BufferMegabytes ?? Megabytes(wanted);
        return new CaptureLimits(
            buffer, total - share, total, options.Timeout, options.MaxObjects > 0 ? options.MaxObjects : long.MaxValue, options.BufferMegabytes ?? Megabytes(share))
        {
            // A buffer that holds everything asks less of the runtime: nothing is sent while it walks.
            StreamBytes = hasLossless ? share : 0,
            IsLossless = hasLossless && heapBytes > buffer * Megabyte / PerHeapByte,
        };
    }

    /// <summary>The limits of another try: other collections may have filled the buffer.</summary>
    public CaptureLimits Larger() => this with { BufferMegabytes = (int)Math.Max(BufferMegabytes, Math.Min(2L * BufferMegabytes, MaxBufferMegabytes)) };

    /// <summary>The limits of a try the other way: where nothing is lost, or in a buffer that may lose. Null where there is one way alone.</summary>
    public CaptureLimits? Otherwise() => StreamBytes > 0 ? this with { IsLossless = !IsLossless } : null;

    static int Megabytes(long bytes) => (int)Math.Clamp(bytes / Megabyte, 1, int.MaxValue);

    static long Default()
    {
        var info = GC.GetGCMemoryInfo();
        return Math.Max(info.TotalAvailableMemoryBytes - info.MemoryLoadBytes, Base) / 3;
    }
}
