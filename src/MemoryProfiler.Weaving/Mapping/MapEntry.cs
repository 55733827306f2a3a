using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Weaving.Mapping;

/// <summary>What the map will say of one woven method.</summary>
/// <param name="Name">Type and method with parameters.</param>
/// <param name="FullName">The same with the namespace.</param>
/// <param name="Lines">Its lines and slots.</param>
/// <param name="Kinds">For every slot, what stands before its point.</param>
/// <param name="WholeSlots">
/// How many slots from the first on stand in a body that runs once per call. Loops of such a body are optimised while
/// they run.
/// </param>
/// <param name="DerivedCounts">The slots whose visits have those of another slot to be added.</param>
/// <param name="LimitBytes">The most a call should allocate, or null.</param>
/// <param name="BodyToken">The token of the body, as it was read, whose IL offsets stand in for line numbers; 0 where lines are those of source.</param>
sealed record MapEntry(string Name, string FullName, MappedLines Lines, IReadOnlyList<ProbeKind> Kinds, int WholeSlots, IReadOnlyList<(int Slot, int Added)> DerivedCounts, long? LimitBytes, int BodyToken);
