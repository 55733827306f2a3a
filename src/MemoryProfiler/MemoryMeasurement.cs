namespace MemoryProfiler;

/// <summary>What a delegate returned, and how the memory of the process went while it ran. Immutable.</summary>
/// <typeparam name="T">What the delegate returns.</typeparam>
/// <param name="Result">What it returned.</param>
/// <param name="Recording">Memory over time, with the baseline and the peak.</param>
public sealed record MemoryMeasurement<T>(T Result, MemoryRecording Recording);
