using MemoryProfiler.Snapshots;

namespace MemoryProfiler;

/// <summary>Finds what grows each time a step of the program is done.</summary>
public static class HeapGrowth
{
    /// <summary>
    /// Repeats a step that should leave nothing behind, and names the paths that lead to more objects after every round.
    /// It stops after the first round in which none of them grew. What fills once, as a cache does, is not named. Nor is
    /// what only locals hold, or what only waits for its finalizer. Objects are counted: a list of numbers that grows is
    /// one object.
    /// </summary>
    /// <param name="roundTrip">The step: it does something and undoes it.</param>
    /// <param name="rounds">How many rounds are compared at most. One more is run before.</param>
    /// <param name="options">How snapshots are taken; null for the defaults.</param>
    /// <returns>The paths, that with most bytes a round first. What hangs on one that is named is not named again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no rounds.</exception>
    /// <exception cref="HeapSnapshotException">A snapshot cannot be had whole.</exception>
    public static IReadOnlyList<HeapPathGrowth> ByPath(Action roundTrip, int rounds = 5, HeapSnapshotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(roundTrip);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        roundTrip();
        var growing = new GrowingPaths(Groups(options));
        for (var round = 1; ; round++)
        {
            roundTrip();
            using var snapshot = HeapSnapshot.Capture(options);
            growing.Next(snapshot.Groups());
            if (growing.IsQuiet || round == rounds)
                return growing.Found(snapshot.PathOf);
        }
    }

    static Dictionary<ulong, PathGroup> Groups(HeapSnapshotOptions? options)
    {
        using var snapshot = HeapSnapshot.Capture(options);
        return snapshot.Groups();
    }
}
