using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Weaving.Rewriting;

/// <summary>What became of a body's points.</summary>
/// <param name="Kinds">Their probes, in the points' order.</param>
/// <param name="CountingProbes">How many probes do not read the clock.</param>
/// <param name="DerivedCounts">The slots whose visits have those of another slot to be added.</param>
sealed record WovenPoints(IReadOnlyList<ProbeKind> Kinds, int CountingProbes, IReadOnlyList<(int Slot, int Added)> DerivedCounts);
