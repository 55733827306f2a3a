using System.Runtime;
using System.Runtime.CompilerServices;
using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Naming;
using MemoryProfiler.Snapshots;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class NewObjectTests
{
    const string Here = "MemoryProfiler.HeapTests.Snapshots.NewObjectTests";

    static readonly List<Kept> _kept = [];
    static readonly List<Wide[]> _large = [];

    public NewObjectTests()
    {
        _kept.Clear();
        _large.Clear();
    }

    [Fact]
    public void Survivors_that_are_new_are_told_from_those_that_were_there_whatever_young_collections_did()
    {
        var (after, comparison) = Compare(() => Keep(1000), () =>
        {
            _kept.RemoveRange(0, 400);
            Keep(300);
            GC.Collect(0);
            Keep(20);
            GC.Collect(1);
            Keep(1);
        });

        var kept = Change<Kept>(comparison);
        (kept.CountDelta, kept.NewCount, kept.GoneCount, kept.MaybeOlderCount).ShouldBe((-79, 321, 400, 0));
        after.Objects(typeof(Kept)).Count(comparison.IsNew).ShouldBe(321);
        var path = after.PathsToRoot(found => found.TypeName == $"{Here}.Kept" && comparison.IsNew(found)).ShouldHaveSingleItem();
        (path.ToString(), path.Count).ShouldBe(($"{Here}._kept (static) → List<NewObjectTests.Kept>._items[] → NewObjectTests.Kept", 321));
        after.Dispose();
    }

    [Fact]
    public void A_type_whose_objects_were_all_replaced_is_listed()
    {
        var (after, comparison) = Compare(() => Keep(50), () =>
        {
            _kept.Clear();
            Keep(50);
        });

        var kept = Change<Kept>(comparison);
        (kept.CountDelta, kept.BytesDelta, kept.NewCount, kept.GoneCount).ShouldBe((0, 0, 50, 50));
        after.Dispose();
    }

    [Fact]
    public void What_the_snapshot_s_own_collection_moves_is_not_taken_for_new()
    {
        var places = new List<nint>();
        var (after, comparison) = Compare(() => KeepLarge(10), () =>
        {
            _large.RemoveAt(0);
            places = Places();
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        });

        var large = Change<Wide[]>(comparison);
        (large.CountAfter, large.NewCount, large.GoneCount).ShouldBe((9, 0, 1));
        Places().ShouldNotBe(places);
        after.Dispose();

        static unsafe List<nint> Places() => [.. _large.Select(array => (nint)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array)))];
    }

    // A collection of young objects, a snapshot's own too, is sometimes made a full one by the runtime, or makes none older.
    static (HeapSnapshot After, HeapComparison Comparison) Compare(Action first, Action then)
    {
        const int Tries = 20;
        for (var i = 0; ; i++)
        {
            _kept.Clear();
            _large.Clear();
            first();
            using var before = HeapSnapshot.Capture();
            then();
            var after = HeapSnapshot.Capture();
            var comparison = after.CompareTo(before);
            if (comparison.NewUnknownBecause is null && comparison.Types.All(type => type.MaybeOlderCount == 0 || !type.Name.StartsWith(Here, StringComparison.Ordinal)))
                return (after, comparison);
            after.Dispose();
            i.ShouldBeLessThan(Tries, comparison.NewUnknownBecause ?? Describe(comparison));
        }
    }

    static string Describe(HeapComparison comparison)
    {
        var last = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return $"{string.Join(", ", comparison.Types.Where(type => type.MaybeOlderCount > 0 && type.Name.StartsWith(Here, StringComparison.Ordinal)).Select(type => $"{type.Name} {type.NewCount} {type.MaybeOlderCount}"))}; "
            + $"young {string.Join(" ", last.GenerationInfo.ToArray().Select(generation => $"{generation.SizeBeforeBytes}/{generation.SizeAfterBytes}"))}, promoted {last.PromotedBytes}";
    }

    [Fact]
    public void After_another_full_collection_it_is_said_not_to_be_known()
    {
        Keep(10);
        using var before = HeapSnapshot.Capture();
        Keep(10);
        GC.Collect();

        using var after = HeapSnapshot.Capture();
        var comparison = after.CompareTo(before);

        comparison.NewUnknownBecause.ShouldBe("another full collection than the snapshots' own may have moved objects in between");
        var kept = Change<Kept>(comparison);
        (kept.CountDelta, kept.NewCount, kept.GoneCount).ShouldBe((10, null, null));
        Should.Throw<HeapSnapshotException>(() => comparison.IsNew(after.Objects().First())).Message
            .ShouldBe("Which objects are new is not known, as another full collection than the snapshots' own may have moved objects in between.");
        after.CompareTo(after).NewUnknownBecause.ShouldBeNull();
    }

    [Fact]
    public void Of_snapshots_that_are_disposed_counts_alone_are_compared()
    {
        var before = HeapSnapshot.Capture();
        before.Dispose();
        Keep(10);

        using var after = HeapSnapshot.Capture();
        var comparison = after.CompareTo(before);

        (comparison.NewUnknownBecause, Change<Kept>(comparison).CountDelta).ShouldBe(("a snapshot is disposed", 10));
    }

    [Fact]
    public void An_object_of_another_snapshot_is_not_asked_after()
    {
        // The first snapshot of a process may be followed by another full collection.
        var (after, comparison) = Compare(() => Keep(10), () => Keep(10));
        using var other = HeapSnapshot.Capture();

        Should.Throw<ArgumentException>(() => comparison.IsNew(other.Objects().First())).Message.ShouldBe("The object is not of the later snapshot. (Parameter 'found')");
        after.Dispose();
    }

    [Fact]
    public void What_was_young_in_the_earlier_one_cannot_be_followed_and_is_counted_as_maybe_older()
    {
        // The second object was young, and a collection has moved it since; the third one is new.
        using var before = SmallGraph.Of([[], []], young: [1], roots: [0, 1]);
        using var after = SmallGraph.Of([[], [], []], roots: [0, 1, 2]);
        var types = new[] { NamedType.Foreign(new NodeType(1)) };

        var found = NewNodes.Between(new GraphMoment(before, types, new CollectionMoment(7, 0, 0, IsAlone: true)), new GraphMoment(after, types, new CollectionMoment(8, 0, 0, IsAlone: true)));

        found.UnknownBecause.ShouldBeNull();
        found.Of(types[0].Name, null).ShouldBe((2, 1));
        (found.Contains(0), found.Contains(1), found.Contains(2)).ShouldBe((false, true, true));
    }

    [Fact]
    public void Moves_lead_back_to_where_each_object_was()
    {
        using var moves = new ObjectMoves();
        moves.Add(time: 5, from: 0x5000, to: 0x2000, length: 0x100);
        moves.Add(time: 5, from: 0x4000, to: 0x1000, length: 0x40);
        moves.Add(time: 5, from: 0x9000, to: 0x9000, length: 0x1000);
        moves.Add(time: 4, from: 0x7000, to: 0x2100, length: 8);
        moves.Add(time: 9, from: 0x7000, to: 0x2100, length: 8);
        moves.Complete(from: 5, to: 8);

        new ulong[] { 0xFF8, 0x1000, 0x1038, 0x1040, 0x2000, 0x20F8, 0x2100, 0x9008 }.Select(moves.Before)
            .ShouldBe([0xFF8, 0x4000, 0x4038, 0x1040, 0x5000, 0x50F8, 0x2100, 0x9008]);
    }

    static HeapTypeChange Change<T>(HeapComparison comparison) => comparison.Types.Single(type => type.Name == TypeNames.Full(typeof(T)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Keep(int count) => _kept.AddRange(Enumerable.Range(0, count).Select(_ => new Kept()));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void KeepLarge(int count) => _large.AddRange(Enumerable.Range(0, count).Select(_ => new Wide[10_000]));

    sealed class Kept;

    readonly record struct Wide(long First, long Second);
}
