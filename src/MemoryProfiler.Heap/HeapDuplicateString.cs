namespace MemoryProfiler;

/// <summary>Strings that say the same. Immutable.</summary>
/// <param name="Value">What they say; of more than 100 characters the first ones, and an ellipsis.</param>
/// <param name="Length">How many characters they have.</param>
/// <param name="Count">How many strings.</param>
/// <param name="WastedBytes">What all but one of them take, in bytes.</param>
public sealed record HeapDuplicateString(string Value, int Length, long Count, long WastedBytes);
