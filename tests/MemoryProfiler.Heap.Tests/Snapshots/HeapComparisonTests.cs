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
        grown.ShouldBe(new HeapTypeChange("MemoryProfiler.HeapTests.Snapshots.HeapComparisonTests.Growing", 0, 1000, 0, 32_000) { NewCount = comparison.NewUnknownBecause is null ? 1000 : null });
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
        HeapTypeChange[] changes =
        [
            new("A", 1, 1001, 24, 24_024) { NewCount = 1001, MaybeOlderCount = 1 }, new("C", 1, 2, 24, 48) { NewCount = 1 },
            new("D", 2, 2, 48, 48) { NewCount = 2 }, new("B", 5, 0, 20_000, 0) { NewCount = 0 },
        ];

        Table(changes, null).ShouldBe("""
            Heap: +996 objects, +4,024 B

                 Objects       Change          New        Bytes       Change   Type
            =======================================================================
                   1,001       +1,000       ~1,001     23.5 KiB    +23.4 KiB   A
                       0           -5            0          0 B    -19.5 KiB   B
                                   +1            3                     +24 B   2 other types

            """);
    }

    [Fact]
    public void The_table_says_why_it_is_not_known_which_objects_are_new()
    {
        Table([new("A", 1, 1001, 24, 24_024), new("C", 1, 2, 24, 48), new("B", 5, 0, 20_000, 0)], "that is so").ShouldBe("""
            Heap: +996 objects, +4,024 B

                 Objects       Change          New        Bytes       Change   Type
            =======================================================================
                   1,001       +1,000                  23.5 KiB    +23.4 KiB   A
                       0           -5                       0 B    -19.5 KiB   B
                                   +1                                  +24 B   1 other type
            Which objects are new is not known, as that is so.

            """);
    }

    static string Table(HeapTypeChange[] changes, string? newUnknownBecause)
    {
        using var writer = new StringWriter();
        MemoryProfiler.Snapshots.ChangeTable.Write(writer, changes, newUnknownBecause, top: 2);
        return writer.ToString().ReplaceLineEndings("\n");
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

    [Fact]
    public void Against_the_last_call_all_is_listed_that_became_more_since()
    {
        var watch = new HeapWatch();
        watch.Growth(HeapWatchBaseline.LastCall).ShouldBeEmpty();

        Grow(10);
        Counts(watch.Growth(HeapWatchBaseline.LastCall)).ShouldBe([10]);
        _growing.RemoveRange(0, 8);
        Counts(watch.Growth(HeapWatchBaseline.LastCall)).ShouldBeEmpty();
        Grow(5);
        Counts(watch.Growth(HeapWatchBaseline.LastCall)).ShouldBe([5]);
        Grow(1);
        Counts(watch.Growth(HeapWatchBaseline.Peak)).ShouldBeEmpty();
        Grow(4);
        Counts(watch.Growth(HeapWatchBaseline.Peak)).ShouldBe([2]);
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
