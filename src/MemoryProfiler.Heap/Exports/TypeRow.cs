namespace MemoryProfiler.Exports;

/// <summary>A type as files show it. Immutable.</summary>
/// <param name="Index">Its number in the snapshot; -1 if none of its objects is left.</param>
/// <param name="Name">Its full name.</param>
/// <param name="ShortName">Its name without namespaces.</param>
/// <param name="Assembly">The simple name of its assembly, if it is known.</param>
/// <param name="Count">How many objects.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="RetainedBytes">What would be free without them.</param>
/// <param name="CountBefore">How many there were in the snapshot that this one is compared with.</param>
/// <param name="BytesBefore">What they took.</param>
sealed record TypeRow(int Index, string Name, string ShortName, string? Assembly, long Count, long Bytes, long RetainedBytes, long CountBefore, long BytesBefore);
