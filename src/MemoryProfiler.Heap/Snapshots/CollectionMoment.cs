using MemoryProfiler.Graph;

namespace MemoryProfiler.Snapshots;

/// <summary>After which of this process's collections a snapshot was taken. Immutable.</summary>
/// <param name="Full">How many full ones there had been, the walk's own included.</param>
/// <param name="Middle">How many there had been of the generation below, or full.</param>
/// <param name="All">How many there had been of any kind.</param>
/// <param name="IsAlone">Whether the walk's own was the only full one since the capture began.</param>
readonly record struct CollectionMoment(int Full, int Middle, int All, bool IsAlone)
{
    /// <summary>Has all objects leave the youngest generation.</summary>
    public static void MakeOlder()
    {
        // Where few objects survive, the runtime often leaves them in their generation. The next time it rarely does.
        const int Tries = 4;
        var youngest = new object();
        for (var i = 0; i < Tries && GC.GetGeneration(youngest) == 0; i++)
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
    }

    /// <summary>The moment after the next collection, if that is a walk's.</summary>
    public static CollectionMoment AfterNext() =>
        new(GC.CollectionCount(GC.MaxGeneration) + 1, GC.CollectionCount(1) + 1, GC.CollectionCount(0) + 1, IsAlone: false);

    /// <summary>That moment, once the walk is there.</summary>
    public CollectionMoment Reached() => this with { IsAlone = GC.CollectionCount(GC.MaxGeneration) == Full };

    /// <summary>Whether an object is still where it was: nothing has collected its generation, or an older one, since.</summary>
    public bool IsInPlace(HeapGraph graph, int node) => IsInPlace(graph.Generation(node));

    /// <summary>The same for all objects of a generation.</summary>
    public bool IsInPlace(int generation) => GC.CollectionCount(generation) == (generation == 0 ? All : generation < GC.MaxGeneration ? Middle : Full);
}
