namespace MemoryProfiler;

/// <summary>Values of one type that are objects of their own. The runtime keeps static fields of structs in such boxes as well. Immutable.</summary>
/// <param name="TypeName">The full name of the value's type.</param>
/// <param name="Count">How many.</param>
/// <param name="Bytes">What they take, in bytes.</param>
public sealed record HeapBoxedValues(string TypeName, long Count, long Bytes);
