using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Sizes;

public sealed class ObjectSizeTests
{
    public static TheoryData<string> Kinds => [.. _kinds.Keys];

    static readonly Dictionary<string, Func<object>> _kinds = new()
    {
        ["object"] = () => new object(),
        ["one reference"] = () => new One(),
        ["a byte"] = () => new Small(),
        ["a long and a byte"] = () => new Mixed(),
        ["derived"] = () => new Derived(),
        ["string of 1"] = () => new string('x', 1),
        ["string of 2"] = () => new string('x', 2),
        ["string of 3"] = () => new string('x', 3),
        ["string of 1,000"] = () => new string('x', 1000),
        ["byte[0]"] = () => NewArray<byte>(0),
        ["byte[1]"] = () => NewArray<byte>(1),
        ["byte[9]"] = () => NewArray<byte>(9),
        ["char[3]"] = () => NewArray<char>(3),
        ["int[3]"] = () => NewArray<int>(3),
        ["long[3]"] = () => NewArray<long>(3),
        ["decimal[3]"] = () => NewArray<decimal>(3),
        ["object[0]"] = () => NewArray<object>(0),
        ["object[5]"] = () => NewArray<object>(5),
        ["struct[3] with references"] = () => NewArray<Entry>(3),
        ["struct[3] of 3 bytes"] = () => NewArray<Three>(3),
        ["int[2,3]"] = () => new int[2, 3],
        ["object[2,3,4]"] = () => new object[2, 3, 4],
        ["jagged"] = () => NewArray<int[]>(4),
        ["large array"] = () => NewArray<byte>(100_000),
        ["boxed bool"] = () => (object)true,
        ["boxed char"] = () => (object)'x',
        ["boxed int"] = () => (object)123_456,
        ["boxed long"] = () => (object)1L,
        ["boxed decimal"] = () => (object)1.5m,
        ["boxed Guid"] = () => (object)Guid.Empty,
        ["boxed struct with references"] = () => (object)new Entry(),
        ["boxed enum"] = () => (object)DayOfWeek.Friday,
        ["generic"] = () => new Tuple<int, string, double>(1, "", 2),
        ["list without elements"] = () => new List<int>(),
        ["exception"] = () => new InvalidOperationException(""),
        ["with a finalizer"] = () => new Finalized(),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_shallow_size_is_what_the_collector_counts(string kind)
    {
        var create = _kinds[kind];
        create();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var target = create();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        ObjectSize.Shallow(target).ShouldBe(allocated);
    }

    [Fact]
    public void The_deep_size_of_six_hundred_thousand_objects_is_exact()
    {
        const int Rows = 200_000;
        var shared = new string('s', 10);
        var rows = new List<Row>(Rows);
        for (var i = 0; i < Rows; i++)
            rows.Add(new Row(new int[2], i % 2 == 0 ? shared : new string('x', 4)));

        // The list, its array, and for each row the row and its numbers; half have a text of their own.
        ObjectSize.Deep(rows).ShouldBe(32 + 24 + 8L * Rows + Rows * (32L + 32) + Rows / 2 * 32L + 48);
    }

    [Fact]
    public void What_is_shared_counts_once_and_circles_end()
    {
        var first = new One();
        var second = new One { Reference = first };
        first.Reference = second;

        ObjectSize.Deep(first).ShouldBe(48);
        ObjectSize.Deep(new object[] { first, second, first }).ShouldBe(48 + 48);
    }

    [Fact]
    public void A_list_of_a_million_ends_no_stack()
    {
        One? last = null;
        for (var i = 0; i < 1_000_000; i++)
            last = new One { Reference = last };

        ObjectSize.Deep(last!).ShouldBe(24_000_000);
    }

    [Fact]
    public void Types_and_threads_are_not_counted_and_delegates_not_followed_unless_asked()
    {
        var data = new byte[1000];
        Func<int> captured = () => data.Length;

        ObjectSize.Deep(new object[] { typeof(string), Thread.CurrentThread, typeof(string).Assembly }).ShouldBe(48);
        ObjectSize.Deep(captured).ShouldBe(64);
        ObjectSize.Deep(captured, new ObjectSizeOptions { IncludeDelegateTargets = true }).ShouldBe(64 + 24 + 1024);
    }

    [Fact]
    public void References_in_structs_of_structs_are_followed()
    {
        const string Map = "System.Collections.Generic.Dictionary<System.Int32, System.ValueTuple<System.String, System.ValueTuple<System.Byte[], System.Int32>>>";
        var dictionary = new Dictionary<int, (string Name, (byte[] Data, int Number) Inner)>(3) { [1] = (new string('x', 1), (new byte[100], 2)) };

        ObjectSize.Breakdown(dictionary, depth: 2).ToString().ReplaceLineEndings("\n").ShouldBe($"""
                   416 B  {Map} (5 objects, 80 B itself)
                   296 B    _entries: {Map}.Entry[] (3 objects, 144 B itself)
                   128 B      [0].value.Item2.Item1: System.Byte[] (1 object, 128 B itself)
                    24 B      [0].value.Item1: System.String (1 object, 24 B itself)
                    40 B    _buckets: System.Int32[] (1 object, 40 B itself)
            """);
    }

    [Fact]
    public void The_size_of_null_and_a_negative_depth_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => ObjectSize.Shallow(null!));
        Should.Throw<ArgumentNullException>(() => ObjectSize.Deep(null!));
        Should.Throw<ArgumentOutOfRangeException>(() => ObjectSize.Breakdown("", -1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static T[] NewArray<T>(int length) => new T[length];

    sealed record Row(int[] Numbers, string Text);

    sealed class One
    {
        public object? Reference;
    }

// The fields are there for their size alone: nobody reads or writes them.
#pragma warning disable CS0169, CS0649, CA1823, IDE0051, IDE0044
    sealed class Small
    {
        public byte Value;
    }

    sealed class Mixed
    {
        public long Value;
        public byte Other;
    }

    class Base
    {
        public int First;
        public object? Second;
    }

    sealed class Derived : Base
    {
        public byte Third;
    }

    struct Entry
    {
        public int Key;
        public object? Value;
    }

    struct Three
    {
        public byte A;
        public byte B;
        public byte C;
    }

    sealed class Finalized
    {
        ~Finalized() => GC.KeepAlive(this);
    }
}
