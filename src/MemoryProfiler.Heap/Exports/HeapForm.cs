using MemoryProfiler.Snapshots;

namespace MemoryProfiler.Exports;

/// <summary>One of the forms in which a snapshot is written.</summary>
/// <param name="Ending">What a file's name ends in, with the dot.</param>
/// <param name="Holds">What such a file holds, in a sentence.</param>
/// <param name="Write">Writes all of a snapshot.</param>
sealed record HeapForm(string Ending, string Holds, Action<SnapshotContent, StreamWriter> Write);
