using System.Runtime.CompilerServices;

namespace MemoryProfiler.HeapTests.Snapshots;

public sealed class HeapComparisonTests
{
    static readonly List<Growing> _growing = [];
    static Shrinking[] _shrinking = [];

    [Fact]
    public void What_became_more_and_less_is_told_to_the_object_and_the_byte()
    {
        CreateShrinking();
        using var before = HeapSnapshot.Capture();
        Grow(1000);
        _shrinking = [];

        using var after = HeapSnapshot.Capture();
        var comparison = after.CompareTo(before);

        var grown = comparison.Types.Single(type => type.Name.EndsWith(".Growing", StringComparison.Ordinal));
        grown.ShouldBe(new HeapTypeChange("MemoryProfiler.HeapTests.Snapshots.HeapComparisonTests.Growing", 0, 1000, 0, 32_000));
        (grown.CountDelta, grown.BytesDelta).ShouldBe((1000, 32_000));
        var shrunk = comparison.Types.Single(type => type.Name.EndsWith(".Shrinking", StringComparison.Ordinal));
        (shrunk.CountDelta, shrunk.BytesDelta).ShouldBe((-500, -12_000));
        comparison.CountDelta.ShouldBe(after.ObjectCount - before.ObjectCount);
        comparison.BytesDelta.ShouldBe(after.Bytes - before.Bytes);
        after.CompareTo(after).Types.ShouldBeEmpty();
        _growing.Clear();
    }

    [Fact]
    public void The_table_of_a_comparison_signs_what_changed()
    {
        var comparison = new HeapComparison(
            [new HeapType("A", "X", 1, 24), new HeapType("B", "X", 5, 20_000), new HeapType("C", "X", 1, 24), new HeapType("Same", "X", 1, 24)],
            [new HeapType("A", "X", 1001, 24_024), new HeapType("C", "X", 2, 48), new HeapType("Same", "X", 1, 24)]);
        using var writer = new StringWriter();

        comparison.WriteTo(writer, top: 2);

        writer.ToString().ReplaceLineEndings("\n").ShouldBe("""
            Heap: +996 objects, +4,024 B

                 Objects       Change        Bytes       Change   Type
            ==========================================================
                   1,001       +1,000     23.5 KiB    +23.4 KiB   A
                       0           -5          0 B    -19.5 KiB   B
                                   +1                     +24 B   1 other type

            """);
    }

    [Fact]
    public void What_keeps_growing_is_listed_each_time_and_what_comes_and_goes_is_not()
    {
        var watch = new HeapWatch();
        watch.Growth().ShouldBeEmpty();

        Grow(10);
        Counts(watch.Growth()).ShouldBe([10]);
        Grow(5);
        Counts(watch.Growth()).ShouldBe([5]);
        Counts(watch.Growth()).ShouldBeEmpty();
        _growing.Clear();
        Counts(watch.Growth()).ShouldBeEmpty();
        Grow(15);
        Counts(watch.Growth()).ShouldBeEmpty();
        _growing.Clear();

        static IEnumerable<long> Counts(IEnumerable<HeapTypeChange> growth) =>
            growth.Where(type => type.Name.EndsWith(".Growing", StringComparison.Ordinal)).Select(type => type.CountDelta);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Grow(int count) => _growing.AddRange(Enumerable.Range(0, count).Select(_ => new Growing()));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void CreateShrinking() => _shrinking = [.. Enumerable.Range(0, 500).Select(_ => new Shrinking())];

    sealed class Growing
    {
        public long First = 1;
        public long Second = 2;
    }

    sealed class Shrinking;
}
