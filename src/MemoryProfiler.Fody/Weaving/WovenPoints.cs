namespace MemoryProfiler.Weaving.Weaving;

/// <summary>What became of a body's points.</summary>
/// <param name="CountingProbes">How many probes do not read the clock.</param>
/// <param name="Sums">The slots whose visits have those of another slot to be added.</param>
sealed record WovenPoints(int CountingProbes, IReadOnlyList<(int Slot, int Added)> Sums);
