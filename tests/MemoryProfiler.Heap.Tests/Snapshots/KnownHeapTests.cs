using System.Runtime.CompilerServices;
using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class KnownHeapTests
{
    const int Many = 12_345;

    static object _root = new();
    static readonly object _boxed = new Money(5, 7);
    static readonly Price _price = new(1, 2, 3);
    static readonly int[] _numbers = [1, 2, 3];

    [Fact]
    public void A_naive_walk_by_reflection_meets_the_same_objects_of_each_type()
    {
        _root = CreateGraph();
        using var snapshot = HeapSnapshot.Capture();

        var reached = Reached(snapshot.Graph, snapshot.Find(_root));
        var counts = reached.GroupBy(snapshot.NameOf).ToDictionary(group => group.Key, group => group.LongCount());

        var naive = NaiveWalk.From(_root);
        counts.ShouldBe(naive.ToDictionary(pair => Naming.TypeNames.Full(pair.Key), pair => pair.Value), ignoreOrder: true);
        // Nothing else has objects of these, so that the whole heap has as many.
        snapshot.Count<Leaf>().ShouldBe(Many);
        snapshot.Count<Pair<Pair<Leaf, string>, Leaf[][]>>().ShouldBe(20);
        snapshot.Count<Pair<Leaf, string>>().ShouldBe(20);
        snapshot.Count<Leaf[][]>().ShouldBe(20);
        snapshot.Count<Leaf[]>().ShouldBe(1 + 20 * 2);
        snapshot.Count<Slot[]>().ShouldBe(1);
        snapshot.Count<Leaf[,]>().ShouldBe(1);
        // Boxes in a list, and those of the static fields here.
        snapshot.Count<Money>().ShouldBe(50 + 1);
        _root = new object();
    }

    [Fact]
    public void The_bytes_of_each_type_are_what_its_objects_take_one_by_one()
    {
        _root = CreateGraph();
        using var snapshot = HeapSnapshot.Capture();
        var reached = Reached(snapshot.Graph, snapshot.Find(_root));

        Bytes<Leaf>().ShouldBe(Many * 24L);
        Bytes<Leaf[]>().ShouldBe(24 + 8L * Many + 20 * (24 + 8) + 20 * (24 + 5 * 8));
        Bytes<Leaf[][]>().ShouldBe(20 * (24 + 2 * 8));
        Bytes<Leaf[,]>().ShouldBe(24 + 2 * 8 + 3 * 4 * 8);
        Bytes<Slot[]>().ShouldBe(24 + 7 * 16);
        Bytes<Money>().ShouldBe(50 * 32);
        // 22 bytes and 2 for each of the 10 characters, up to the next 8.
        Bytes<string>().ShouldBe(20 * 48);
        Bytes<Pair<Pair<Leaf, string>, Leaf[][]>>().ShouldBe(20 * 32);
        reached.Sum(snapshot.BytesOf).ShouldBe(ObjectSize.Deep(_root));
        _root = new object();

        long Bytes<T>() => reached.Where(node => snapshot.NameOf(node) == Naming.TypeNames.Full(typeof(T))).Sum(snapshot.BytesOf);
    }

    [Fact]
    public void Literals_types_and_boxes_of_static_fields_are_in_it()
    {
        const string Literal = "a literal of the known heap";
        RuntimeHelpers.RunClassConstructor(typeof(KnownHeapTests).TypeHandle);
        using var snapshot = HeapSnapshot.Capture();

        // A box that code made, and the one in which the runtime keeps a static struct.
        snapshot.Count<Money>().ShouldBe(1);
        snapshot.PathToRoot(_boxed).ToString().ShouldBe("MemoryProfiler.HeapTests.Snapshots.KnownHeapTests._boxed (static) → KnownHeapTests.Money");
        snapshot.Types.Single(type => type.Name == "MemoryProfiler.HeapTests.Snapshots.KnownHeapTests.Price").ShouldBe(
            new HeapType("MemoryProfiler.HeapTests.Snapshots.KnownHeapTests.Price", "MemoryProfiler.Heap.Tests", 1, 40));
        snapshot.PathToRoot(_numbers).ToString().ShouldBe("MemoryProfiler.HeapTests.Snapshots.KnownHeapTests._numbers (static) → int[]");
        snapshot.BytesOf(snapshot.Find(Literal)).ShouldBe(22 + 2 * Literal.Length + 4);
        snapshot.NameOf(snapshot.Find(typeof(KnownHeapTests))).ShouldBe("System.RuntimeType");
        snapshot.RetainedBytes(_boxed).ShouldBe(32);
        GC.KeepAlive(_price);
    }

    static List<int> Reached(HeapGraph graph, int start)
    {
        var seen = new HashSet<int> { start };
        var pending = new Stack<int>([start]);
        while (pending.TryPop(out var node))
        {
            foreach (var target in graph.Targets(node))
            {
                if (seen.Add(target))
                    pending.Push(target);
            }
        }
        return [.. seen];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static object[] CreateGraph()
    {
        var leaves = Enumerable.Range(0, Many).Select(_ => new Leaf()).ToArray();
        var nested = Enumerable.Range(0, 20).Select(i => (object)new Pair<Pair<Leaf, string>, Leaf[][]>(new(leaves[i], $"leaf no. {i % 10}"), [[leaves[i]], new Leaf[5]])).ToArray();
        var table = new Leaf[3, 4];
        table[1, 2] = leaves[5];
        var slots = new Slot[7];
        slots[3] = new Slot(leaves[9], 1);
        return new object[] { leaves, nested, table, slots, Enumerable.Range(0, 50).Select(i => (object)new Money(i, i)).ToList() };
    }

    sealed class Leaf;

    sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second);

    readonly record struct Slot(Leaf? Leaf, int Number);

    readonly record struct Money(long Amount, long Currency);

    readonly record struct Price(long Amount, long Currency, long Scale);
}
