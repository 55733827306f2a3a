namespace MemoryProfiler.Ledger.Notices;

/// <summary>A growth of the runtime's table of casts while a line ran.</summary>
/// <param name="Method">The method's process-wide id.</param>
/// <param name="Slot">The slot that ran.</param>
/// <param name="Bytes">The bytes of the bigger table.</param>
readonly record struct CastGrowth(int Method, int Slot, long Bytes);
