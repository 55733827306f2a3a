namespace MemoryProfiler;

/// <summary>Collections and arrays of one type that have nothing in them. Immutable.</summary>
/// <param name="TypeName">The type's full name.</param>
/// <param name="Count">How many; of arrays all but one, as one can be shared by all.</param>
/// <param name="WastedBytes">What they take with the room that they keep for elements, in bytes.</param>
public sealed record HeapEmptyCollections(string TypeName, long Count, long WastedBytes);
