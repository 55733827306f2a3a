namespace MemoryProfiler;

/// <summary>A reading of memory at a moment of a <see cref="MemoryRecording"/>.</summary>
/// <param name="Time">How long after the recording's <see cref="MemoryRecording.Start"/> it was taken.</param>
/// <param name="Bytes">The memory in bytes.</param>
public readonly record struct MemorySample(TimeSpan Time, long Bytes);
