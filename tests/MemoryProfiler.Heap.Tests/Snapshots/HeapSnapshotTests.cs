using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class HeapSnapshotTests
{
    const int Many = 12_345;

    [Fact]
    public void A_known_heap_is_counted_to_the_object_and_the_byte()
    {
        var markers = CreateMarkers();
        var nested = CreateNested(markers[0]);
        object box = new Box(1, 2);

        using var snapshot = HeapSnapshot.Capture();

        snapshot.Count<Marker>().ShouldBe(Many);
        Row<Marker>().Bytes.ShouldBe(Many * 24L);
        Row<Pair<Pair<int, string>, Marker[][]>>().ShouldBe(new HeapType(
            "MemoryProfiler.HeapTests.Snapshots.HeapSnapshotTests.Pair<MemoryProfiler.HeapTests.Snapshots.HeapSnapshotTests.Pair<System.Int32, System.String>, MemoryProfiler.HeapTests.Snapshots.HeapSnapshotTests.Marker[][]>",
            "MemoryProfiler.Heap.Tests", 1, 32));
        Row<Marker[][]>().Bytes.ShouldBe(24 + 2 * 8);
        Row<Box>().Bytes.ShouldBe(32);
        // The list, its array of references, and what they refer to; the first marker is held by another array too.
        snapshot.RetainedBytes(markers).ShouldBe(32 + 24 + 8L * markers.Capacity + 24L * (Many - 1));
        snapshot.RetainedBytes(typeof(Marker)).ShouldBe(24L * Many);
        snapshot.RetainedBytes(nested).ShouldBe(32 + 32 + 32 + 40 + 32 + 64);
        snapshot.Types.Sum(type => type.Count).ShouldBe(snapshot.ObjectCount);
        snapshot.Objects().Sum(found => found.Bytes).ShouldBe(snapshot.Bytes);
        snapshot.TypesIn("MemoryProfiler.Heap.Tests").ShouldContain(Row<Marker>());
        snapshot.TypesIn("MemoryProfiler.HeapTests.Snapshots").ShouldContain(Row<Marker>());
        snapshot.TypesIn("MemoryProfiler.HeapTests.Snap").ShouldBeEmpty();
        GC.KeepAlive(box);

        HeapType Row<T>() => snapshot.Types.Single(type => type.Name == Naming.TypeNames.Full(typeof(T)));
    }

    [Fact]
    public void An_object_that_nobody_holds_is_not_in_a_snapshot()
    {
        CreateGarbage();

        using var snapshot = HeapSnapshot.Capture();

        snapshot.Count<Garbage>().ShouldBe(0);
        snapshot.Objects(typeof(Garbage)).ShouldBeEmpty();
        snapshot.PathsToRoot<Garbage>().ShouldBeEmpty();
    }

    [Fact]
    public void The_largest_object_comes_first()
    {
        var large = new byte[50_000_000];

        using var snapshot = HeapSnapshot.Capture();

        var largest = snapshot.Largest(2);
        largest.Count.ShouldBe(2);
        largest[0].TypeName.ShouldBe("System.Byte[]");
        largest[0].Bytes.ShouldBe(50_000_024);
        largest[0].RetainedBytes.ShouldBe(50_000_024);
        snapshot.Types[0].Name.ShouldBe("System.Byte[]");
        GC.KeepAlive(large);
    }

    [Fact]
    public void The_table_has_the_first_types_and_a_row_for_the_others()
    {
        var large = new byte[50_000_000];
        using var snapshot = HeapSnapshot.Capture();
        using var writer = new StringWriter();

        snapshot.WriteTo(writer, top: 1);

        var lines = writer.ToString().ReplaceLineEndings("\n").Split('\n');
        lines[0].ShouldMatch(@"^Heap: [\d,]+ objects of [\d,]+ types, \d+\.\d MiB$");
        lines[1].ShouldBe("");
        lines[2].ShouldBe("     Objects        Bytes    Share   Type");
        lines[3].ShouldBe("=========================================");
        var first = snapshot.Types[0];
        lines[4].Trim().ShouldBe(FormattableString.Invariant($"{first.Count,8:N0}     {first.Bytes / (1024.0 * 1024):0.0} MiB   {100.0 * first.Bytes / snapshot.Bytes:0.0} %   System.Byte[]").Trim());
        var rest = snapshot.Bytes - first.Bytes;
        lines[5].ShouldEndWith(FormattableString.Invariant($" {(rest < 1 << 20 ? $"{rest / 1024.0:0.0} KiB" : $"{rest / (1024.0 * 1024):0.0} MiB")}{100.0 * rest / snapshot.Bytes,7:0.0} %   {snapshot.Types.Count - 1:N0} other types"));
        lines.Length.ShouldBe(7);
        GC.KeepAlive(large);
    }

    [Fact]
    public void Circles_are_told_with_the_fields_that_close_them()
    {
        var first = new Link();
        first.Next = new Link { Next = first };

        using var snapshot = HeapSnapshot.Capture();

        var cycle = snapshot.Cycles().Single(cycle => cycle.Steps[^1] == "HeapSnapshotTests.Link");
        cycle.ShouldSatisfyAllConditions(
            () => cycle.ToString().ShouldBe("HeapSnapshotTests.Link.Next → HeapSnapshotTests.Link.Next → HeapSnapshotTests.Link"),
            () => cycle.Count.ShouldBe(2),
            () => cycle.Bytes.ShouldBe(48));
        GC.KeepAlive(first);
    }

    [Fact]
    public void An_object_created_after_a_snapshot_is_told_from_those_that_were_there()
    {
        using var snapshot = HeapSnapshot.Capture();
        var later = new Marker();

        Should.Throw<HeapSnapshotException>(() => snapshot.PathToRoot(later)).Message
            .ShouldBe("The MemoryProfiler.HeapTests.Snapshots.HeapSnapshotTests.Marker was not there when the snapshot was taken, or may have moved since, as something was collected: Heap.PathToRoot follows it.");
    }

    [Fact]
    public void An_object_is_not_looked_for_where_it_was_once_a_full_collection_may_have_moved_it()
    {
        var marker = new Marker();
        using var snapshot = HeapSnapshot.Capture();
        GC.Collect();

        Should.Throw<HeapSnapshotException>(() => snapshot.PathToRoot(marker)).Message
            .ShouldBe("The MemoryProfiler.HeapTests.Snapshots.HeapSnapshotTests.Marker was not there when the snapshot was taken, or may have moved since, as something was collected: Heap.PathToRoot follows it.");
        snapshot.PathsToRoot<Marker>().ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void A_snapshot_that_is_disposed_refuses_every_question()
    {
        var snapshot = HeapSnapshot.Capture();
        snapshot.Dispose();
        snapshot.Dispose();

        Should.Throw<ObjectDisposedException>(() => snapshot.PathsToRoot<string>());
        Should.Throw<ObjectDisposedException>(() => snapshot.Largest());
        Should.Throw<ObjectDisposedException>(() => snapshot.RetainedBytes(typeof(string)));
    }

    // In a method of its own, so that no local of the test's refers to the last one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static List<Marker> CreateMarkers() => [.. Enumerable.Range(0, Many).Select(_ => new Marker())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Pair<Pair<int, string>, Marker[][]> CreateNested(Marker marker) => new(new(7, new string('x', 3)), [[marker], new Marker[5]]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void CreateGarbage() => GC.KeepAlive(new Garbage());

    internal sealed class Marker;

    internal sealed class Garbage;

    internal sealed class Link
    {
        public Link? Next;
    }

    internal sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

    internal readonly record struct Box(long First, long Second);
}
