namespace MemoryProfiler.Snapshots;

/// <summary>All objects that are held in one way.</summary>
/// <param name="Count">How many.</param>
/// <param name="RetainedBytes">What they take with all that only they hold.</param>
/// <param name="Parent">The way in which the objects before them are held; 0 if a root holds them.</param>
/// <param name="First">One of them.</param>
readonly record struct PathGroup(long Count, long RetainedBytes, ulong Parent, int First);
