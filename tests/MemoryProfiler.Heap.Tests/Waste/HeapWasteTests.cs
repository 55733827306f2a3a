using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemoryProfiler.Graph;
using MemoryProfiler.Layout;

namespace MemoryProfiler.HeapTests.Waste;

public sealed class HeapWasteTests
{
    const string Here = "MemoryProfiler.HeapTests.Waste.HeapWasteTests";
    const string Lists = "System.Collections.Generic";

    static object[] _held = [];

    [Fact]
    public void Strings_that_say_the_same_are_counted_and_what_all_but_one_take()
    {
        _held = CreateStrings();
        using var snapshot = HeapSnapshot.Capture();

        var waste = snapshot.Waste();

        waste.NotReadBecause.ShouldBeNull();
        var strings = waste.Strings.ShouldNotBeNull();
        // 22 bytes and 2 for each character, up to the next 8. The literals in this file are strings as well.
        strings.ShouldContain(new HeapDuplicateString("an order of the waste tests", 27, 1001, 1000 * 80));
        strings.ShouldContain(new HeapDuplicateString("an order of the waste testS", 27, 501, 500 * 80));
        strings.ShouldContain(new HeapDuplicateString(new string('x', 100) + "…", 5000, 20, 19 * 10_024));
        strings.ShouldNotContain(found => found.Value == "only one of the waste tests");
        strings.Select(found => found.WastedBytes).ShouldBeInOrder(SortDirection.Descending);
        strings.Count.ShouldBeLessThanOrEqualTo(100);
        waste.DuplicateStringCount.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(strings.Sum(found => found.Count - 1));
        waste.DuplicateStringBytes.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(strings.Sum(found => found.WastedBytes));
        _held = [];
    }

    [Fact]
    public void All_strings_that_could_be_spared_are_as_many_as_a_plain_set_of_texts_leaves_out()
    {
        _held = CreateStrings();
        bool isSettled;
        do
        {
            using var snapshot = HeapSnapshot.Capture();
            var strings = Enumerable.Range(0, snapshot.Graph.NodeCount).Where(node => snapshot.NameOf(node) == "System.String").ToArray();
            var texts = Texts(snapshot.Graph, strings);
            // What the texts take may have moved young ones. Behind a text stand its end and the next object's head.
            var spared = strings.Zip(texts).Where(pair => snapshot.IsInPlace(pair.First)).GroupBy(pair => pair.Second).SelectMany(group => group.Skip(1)).ToArray();
            var collections = GC.CollectionCount(0);
            var waste = snapshot.Waste();
            isSettled = GC.CollectionCount(0) == collections && waste.NotReadBecause is null;
            if (isSettled)
                (waste.DuplicateStringCount, waste.DuplicateStringBytes).ShouldBe((spared.Length, spared.Sum(pair => snapshot.Graph.Size(pair.First))));
        }
        while (!isSettled);
        _held = [];

        static string[] Texts(HeapGraph graph, int[] strings)
        {
            using var memory = new ProcessBytes();
            return [.. strings.Select(node => new string(MemoryMarshal.Cast<byte, char>(memory.Read(graph.Address(node), (int)graph.RawSize(node))[12..^10])))];
        }
    }

    [Fact]
    public void Collections_with_nothing_in_them_are_counted_with_the_room_that_they_keep()
    {
        _held = CreateEmpty();
        using var snapshot = HeapSnapshot.Capture();

        var empty = snapshot.Waste().Empty;

        // A list takes 32 bytes; 5 of 20 have an array of 100 references.
        Of<List<Marker>>(empty).ShouldBe(new HeapEmptyCollections($"{Lists}.List<{Here}.Marker>", 20, 20 * 32 + 5 * 824));
        Of<Dictionary<Marker, Marker>>(empty).ShouldBe(new HeapEmptyCollections($"{Lists}.Dictionary<{Here}.Marker, {Here}.Marker>", 2, 80 + 80 + ObjectSizes(3)));
        Of<HashSet<Marker>>(empty).Count.ShouldBe(3);
        Of<Queue<Marker>>(empty).Count.ShouldBe(4);
        Of<Stack<Marker>>(empty).Count.ShouldBe(5);
        Of<LinkedList<Marker>>(empty).Count.ShouldBe(6);
        Of<SortedSet<Marker>>(empty).Count.ShouldBe(7);
        Of<SortedList<Marker, Marker>>(empty).Count.ShouldBe(8);
        Of<PriorityQueue<Marker, Marker>>(empty).Count.ShouldBe(9);
        Of<OwnList>(empty).Count.ShouldBe(10);
        // One could be shared by all.
        Of<Marker[]>(empty).ShouldBe(new HeapEmptyCollections($"{Here}.Marker[]", 10, 10 * 24));
        Of<Nothing[]>(empty).ShouldBe(new HeapEmptyCollections($"{Here}.Nothing[]", 2, 2 * 24));
        empty.ShouldNotContain(found => found.TypeName == $"{Lists}.List<{Here}.Point>");
        _held = [];

        // The room for 3 elements: buckets of 4 bytes, entries of 24.
        static long ObjectSizes(int entries) => (24 + 4 * entries + 7) / 8 * 8 + 24 + 24 * entries;
    }

    [Fact]
    public void Room_that_is_not_used_is_told_where_less_than_half_is()
    {
        _held = CreateSparse();
        using var snapshot = HeapSnapshot.Capture();

        var sparse = snapshot.Waste().Sparse;

        Sparse<List<Point>>(sparse).ShouldBe(new HeapSparseCollections($"{Lists}.List<{Here}.Point>", 3, 3000, 30, 2970 * 16));
        Sparse<List<Marker>>(sparse).ShouldBe(new HeapSparseCollections($"{Lists}.List<{Here}.Marker>", 1, 100, 49, 51 * 8));
        Sparse<Marker[]>(sparse).ShouldBe(new HeapSparseCollections($"{Here}.Marker[]", 2, 300, 1, 299 * 8));
        var map = Sparse<Dictionary<int, Point>>(sparse);
        (map.Count, map.Used).ShouldBe((1, 10));
        map.WastedBytes.ShouldBe((map.Capacity - 10) * (4 + 32));
        sparse.ShouldNotContain(found => found.TypeName == $"{Here}.Point[]");
        _held = [];
    }

    [Fact]
    public void Boxes_are_counted_by_the_type_of_their_value()
    {
        _held = [.. Enumerable.Range(0, 700).Select(i => (object)new Point(i, i))];
        using var snapshot = HeapSnapshot.Capture();

        snapshot.Waste().Boxes.Single(found => found.TypeName == $"{Here}.Point").ShouldBe(new HeapBoxedValues($"{Here}.Point", 700, 700 * 32));
        _held = [];
    }

    [Fact]
    public void After_a_full_collection_what_has_to_be_read_is_said_not_to_be_known()
    {
        _held = [new Marker[100], new Marker[100], CreateStrings()];
        using var snapshot = HeapSnapshot.Capture();
        GC.Collect();

        var waste = snapshot.Waste();

        waste.NotReadBecause.ShouldBe("a full collection has come since the snapshot, and may have moved them");
        (waste.Strings, waste.DuplicateStringCount, waste.DuplicateStringBytes, waste.UnreadCount).ShouldBe((null, null, null, 0));
        Sparse<Marker[]>(waste.Sparse).ShouldBe(new HeapSparseCollections($"{Here}.Marker[]", 2, 200, 0, 200 * 8));
        using var writer = new StringWriter();
        waste.WriteTo(writer);
        writer.ToString().ShouldStartWith("Strings and the counts of collections are not known, as a full collection has come since the snapshot, and may have moved them.");
        _held = [];
    }

    [Fact]
    public void The_tables_have_the_worst_of_each_kind()
    {
        var waste = new HeapWaste
        {
            Strings = [new("pending", 7, 12_345, 12_344 * 40), new("a \"quoted\"\n\tline\0", 17, 3, 2 * 56), new("not shown", 9, 2, 40)],
            DuplicateStringCount = 12_347,
            DuplicateStringBytes = 493_912,
            Empty = [new("System.Collections.Generic.List<Shop.Order>", 1000, 32_000), new("Shop.Order[]", 1, 24)],
            Sparse = [new("System.Collections.Generic.Dictionary<System.Int32, Shop.Order>", 2, 3_000_000, 10, 107_999_640)],
            Boxes = [new("System.Int32", 500_000, 12_000_000), new("Shop.Point", 1, 32), new("Shop.Line", 1, 24)],
            NotReadBecause = null,
            UnreadCount = 12,
        };
        using var writer = new StringWriter();

        waste.WriteTo(writer, top: 2);

        writer.ToString().ReplaceLineEndings("\n").ShouldBeApproved();
    }

    [Fact]
    public void Nothing_wasted_is_written_as_such()
    {
        using var writer = new StringWriter();

        new HeapWaste { Strings = [], DuplicateStringCount = 0, DuplicateStringBytes = 0, Empty = [], Sparse = [], Boxes = [], NotReadBecause = null, UnreadCount = 0 }.WriteTo(writer);

        writer.ToString().ReplaceLineEndings("\n").ShouldBeApproved();
    }

    static HeapEmptyCollections Of<T>(IReadOnlyList<HeapEmptyCollections> empty) => empty.Single(found => found.TypeName == Naming.TypeNames.Full(typeof(T)));

    static HeapSparseCollections Sparse<T>(IReadOnlyList<HeapSparseCollections> sparse) => sparse.Single(found => found.TypeName == Naming.TypeNames.Full(typeof(T)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object[] CreateStrings() =>
    [
        .. Many(1000, () => new string("an order of the waste tests")),
        .. Many(500, () => new string("an order of the waste testS")),
        .. Many(20, () => new string('x', 5000)),
        // As long as another one, and different in the last character alone.
        new string('x', 4999) + 'y',
        string.Concat("only one", " of the waste tests"),
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object[] CreateEmpty() =>
    [
        .. Many(15, () => new List<Marker>()), .. Many(5, () => new List<Marker>(100)), new List<Point> { new(1, 2) },
        new Dictionary<Marker, Marker>(), new Dictionary<Marker, Marker>(3),
        .. Many(3, () => new HashSet<Marker>()), .. Many(4, () => new Queue<Marker>()), .. Many(5, () => new Stack<Marker>()),
        .. Many(6, () => new LinkedList<Marker>()), .. Many(7, () => new SortedSet<Marker>()), .. Many(8, () => new SortedList<Marker, Marker>()),
        .. Many(9, () => new PriorityQueue<Marker, Marker>()), .. Many(10, () => new OwnList()),
        .. Many(11, () => NewArray<Marker>(0)), .. Many(3, () => NewArray<Nothing>(0)),
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object[] CreateSparse()
    {
        var half = new List<Marker>(100);
        half.AddRange(Enumerable.Range(0, 49).Select(_ => new Marker()));
        var full = new List<Marker>(100);
        full.AddRange(Enumerable.Range(0, 50).Select(_ => new Marker()));
        var map = Enumerable.Range(0, 5000).ToDictionary(i => i, i => new Point(i, i));
        for (var i = 10; i < 5000; i++)
            map.Remove(i);
        var one = new Marker?[100];
        one[50] = new Marker();
        return [.. Many(3, () => Room()), half, full, map, one, new Marker[200], new Marker[7], new Point[1000]];

        static List<Point> Room()
        {
            var list = new List<Point>(1000);
            list.AddRange(Enumerable.Range(0, 10).Select(i => new Point(i, i)));
            return list;
        }
    }

    static IEnumerable<object> Many(int count, Func<object> create) => Enumerable.Range(0, count).Select(_ => create());

    [MethodImpl(MethodImplOptions.NoInlining)]
    static T[] NewArray<T>(int length) => new T[length];

    internal sealed class Marker : IComparable<Marker>
    {
        public int CompareTo(Marker? other) => 0;
    }

    internal readonly record struct Point(long X, long Y);

    internal readonly record struct Nothing;

    internal sealed class OwnList : List<Marker>;
}
