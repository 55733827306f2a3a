namespace MemoryProfiler.Measurement.Collections;

/// <summary>What is known of the collections of the oldest generation, which are counted from 1. Immutable.</summary>
/// <param name="Count">How many have been looked at.</param>
/// <param name="Background">The latest that was a background one; one that cannot be told counts as such. 0 before the first.</param>
/// <param name="EarlierBackground">The one before that.</param>
/// <param name="IsRunning">Whether <paramref name="Background"/> may not have ended yet.</param>
sealed record FullCollections(int Count, int Background, int EarlierBackground, bool IsRunning);
