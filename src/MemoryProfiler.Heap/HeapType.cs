namespace MemoryProfiler;

/// <summary>The objects of one type that were alive. Immutable.</summary>
/// <param name="Name">The type's full name as C# writes it.</param>
/// <param name="Assembly">The simple name of its assembly; null if it is not known, as in another process.</param>
/// <param name="Count">How many objects.</param>
/// <param name="Bytes">What they take on the heap, in bytes, without what they refer to.</param>
public sealed record HeapType(string Name, string? Assembly, long Count, long Bytes);
