namespace MemoryProfiler;

/// <summary>
/// A reference of a path without which objects that are held so would be free. If it does not free all of them, it frees the one
/// that the path is shown of, and each has such a reference of its own. Immutable.
/// </summary>
/// <param name="Step">Which of the path's <see cref="HeapPath.Steps"/> has it: the reference leads from there to the next step.</param>
/// <param name="Reference">That step: the field, as in the path.</param>
/// <param name="Objects">How many of the path's objects would be free without it.</param>
/// <param name="FreedBytes">What would be free without it, in bytes, with all that hangs on those objects.</param>
public sealed record HeapCut(int Step, string Reference, long Objects, long FreedBytes);
