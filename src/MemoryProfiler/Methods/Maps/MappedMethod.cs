namespace MemoryProfiler.Methods.Maps;

/// <summary>What the map of a woven assembly says of one method.</summary>
/// <param name="Name">Type and method with parameters, without the namespace.</param>
/// <param name="FullName">The same with the namespace.</param>
/// <param name="File">The source file, relative to the project where it can be.</param>
/// <param name="Lines">Its source lines in order; those of other files come last.</param>
/// <param name="Slots">For every slot, the index of its line in <paramref name="Lines"/>; slot 0 is the entry.</param>
/// <param name="Kinds">For every slot, what stands before its point.</param>
/// <param name="WholeSlots">
/// How many slots from the first on stand in a body that runs once per call. Loops of such a body are optimised while
/// they run.
/// </param>
/// <param name="DerivedCounts">
/// The slots that were visited as often as they and another slot together counted: conditions of loops, of which only
/// the last evaluation is counted, and points of methods that are only counted to which control always comes from another one.
/// </param>
/// <param name="LimitBytes">The most one call should allocate, if the mark says so.</param>
/// <param name="BodyToken">The metadata token of the body whose IL offsets stand in for line numbers; null where lines are those of source.</param>
sealed record MappedMethod(
    string Name, string FullName, string File, MappedLine[] Lines, int[] Slots, ProbeKind[] Kinds, int WholeSlots, (int Slot, int Added)[] DerivedCounts, long? LimitBytes,
    int? BodyToken = null)
{
    /// <summary>Whether its calls have no activation, as it cannot allocate.</summary>
    public bool IsOnlyCounted => Kinds[0] == ProbeKind.Call;

    /// <summary>Number of the declaration's first line: a constructor's field initializers may stand above it.</summary>
    public int FirstLine => Lines[Slots[0]].Number;
}
