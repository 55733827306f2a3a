using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class BudgetTests
{
    [Fact]
    public void A_heap_that_was_never_seen_is_expected_to_have_64_bytes_and_one_and_a_half_references_an_object()
    {
        HeapDensity.Usual.Estimate(heapBytes: 100_000, bytes: 64_000).ShouldBe(new HeapEstimate(100_000, 1000, 1000 * 65 + 1500 * 31));
    }

    [Fact]
    public void What_the_last_snapshot_had_is_expected_of_the_next_one()
    {
        var many = Enumerable.Range(0, 200_000).Select(i => new object()).ToArray();
        using var snapshot = HeapSnapshot.Capture();

        var expected = HeapSnapshot.Estimate();

        var objectsPerByte = (double)snapshot.ObjectCount / snapshot.Bytes;
        expected.Objects.ShouldBe((long)Math.Ceiling(expected.HeapBytes * objectsPerByte));
        expected.MemoryBytes.ShouldBe((long)(expected.Objects * (65 + 31.0 * snapshot.Graph.EdgeCount / snapshot.ObjectCount)));
        GC.KeepAlive(many);
    }

    [Fact]
    public void A_heap_that_is_expected_to_need_more_than_it_may_is_refused_with_the_estimate()
    {
        var expected = new HeapEstimate(2_000_000_000, 31_000_000, 3_500_000_000);

        Should.Throw<HeapSnapshotException>(() => CaptureBudget.Check(new HeapSnapshotOptions { MaxMemoryBytes = 1 << 29 }, expected)).Message
            .ShouldBe("The heap of 1.9 GiB has about 31,000,000 objects, whose description takes about 3.3 GiB, and HeapSnapshotOptions.MaxMemoryBytes allows 512.0 MiB.");
        Should.Throw<HeapSnapshotException>(() => CaptureBudget.Check(new HeapSnapshotOptions { MaxObjects = 1_000_000 }, expected)).Message
            .ShouldBe("The heap of 1.9 GiB has about 31,000,000 objects, and HeapSnapshotOptions.MaxObjects allows 1,000,000.");
        CaptureBudget.Check(new HeapSnapshotOptions { MaxObjects = 31_000_000, MaxMemoryBytes = 3_500_000_000 }, expected);
        CaptureBudget.Check(new HeapSnapshotOptions(), expected);
    }

    [Fact]
    public void A_refusal_by_an_estimate_collects_and_stops_nothing()
    {
        var many = Enumerable.Range(0, 200_000).Select(i => new object()).ToArray();
        // What is expected is what the last snapshot had, which may have been one of a few large objects.
        HeapSnapshot.Capture().Dispose();
        var collections = GC.CollectionCount(GC.MaxGeneration);

        Should.Throw<HeapSnapshotException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { MaxMemoryBytes = 1 << 20 })).Message
            .ShouldMatch(@"^The heap of \d+\.\d MiB has about [\d,]+ objects, whose description takes about \d+\.\d MiB, and HeapSnapshotOptions\.MaxMemoryBytes allows 1\.0 MiB\.$");

        GC.CollectionCount(GC.MaxGeneration).ShouldBe(collections);
        GC.KeepAlive(many);
    }

    [Theory]
    [InlineData(199_999, "The heap has more than the 199,999 objects that HeapSnapshotOptions.MaxObjects allows.")]
    [InlineData(long.MaxValue, "The heap's description needs more than the 4.0 MiB that it may take; HeapSnapshotOptions.MaxMemoryBytes gives it more.")]
    public void A_heap_that_turns_out_to_be_above_its_budget_is_refused_by_it(long maxObjects, string message)
    {
        var many = Enumerable.Range(0, 200_000).Select(i => new object()).ToArray();
        var limits = new CaptureLimits(BufferMegabytes: 64, GraphBytes: maxObjects == long.MaxValue ? 1 << 20 : long.MaxValue, TotalBytes: 4 << 20, TimeSpan.FromMinutes(1), maxObjects);

        Should.Throw<HeapSnapshotException>(() => new HeapSession(Environment.ProcessId, limits, new HashSet<ulong>()).Run()).Message.ShouldBe(message);
        GC.KeepAlive(many);
    }
}
