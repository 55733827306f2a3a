using System.Diagnostics.CodeAnalysis;

namespace MemoryProfiler;

/// <summary>A garbage collection during a <see cref="MemoryRecording"/>.</summary>
/// <param name="Time">When it was seen, from the recording's start: at most one interval after its end.</param>
/// <param name="Generation">The oldest generation that was collected, 0 to 2.</param>
/// <param name="Pause">
/// How long the program stood still for it. It is null for all but the last of several collections between two samples,
/// as the runtime tells only of the last one.
/// </param>
/// <param name="ProcessId">The process whose heap was collected.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A garbage collection, and no list.")]
public readonly record struct RecordedCollection(TimeSpan Time, int Generation, TimeSpan? Pause, int? ProcessId);
