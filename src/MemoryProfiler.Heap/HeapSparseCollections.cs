namespace MemoryProfiler;

/// <summary>Collections, and arrays of references, of one type that have room for at least 8 elements and use less than half of it. Immutable.</summary>
/// <param name="TypeName">The type's full name.</param>
/// <param name="Count">How many.</param>
/// <param name="Capacity">How many elements they have room for together.</param>
/// <param name="Used">How many elements they have; of arrays, how many that are not null.</param>
/// <param name="WastedBytes">What the unused room takes, in bytes.</param>
public sealed record HeapSparseCollections(string TypeName, long Count, long Capacity, long Used, long WastedBytes);
