namespace MemoryProfiler.Exports;

/// <summary>A box of the map: objects of one type that hang on those of the box around it. Immutable.</summary>
/// <param name="Name">The type, or the static field that holds the object.</param>
/// <param name="Type">The type's number; -1 of the whole heap.</param>
/// <param name="Bytes">What would be free without them.</param>
/// <param name="Count">How many objects.</param>
/// <param name="Inside">What hangs on them, the largest first; what is small is left out.</param>
sealed record MapBox(string Name, int Type, long Bytes, long Count, IReadOnlyList<MapBox> Inside);
