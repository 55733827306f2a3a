namespace MemoryProfiler.HeapTests.Sites;

/// <summary>What <see cref="Large"/> makes arrays of.</summary>
readonly record struct LargeElement(long Number);
