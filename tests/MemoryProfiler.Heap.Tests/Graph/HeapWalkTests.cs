using System.Buffers.Binary;
using MemoryProfiler.Graph;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.HeapTests.Graph;

public sealed class HeapWalkTests
{
    const int GCStart = 1;
    const int GCEnd = 2;
    const int BulkNode = 18;

    [Fact]
    public void A_walk_at_the_end_of_a_collection_of_young_objects_is_not_taken_for_one_that_has_no_garbage()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());

        Walk(walk, thread: 1, time: 10, generation: 1, 0x1000, 0x2000);
        (walk.IsComplete, walk.Sizes.Count, walk.Fault).ShouldBe((false, 0, "its end did not come"));
        Walk(walk, thread: 2, time: 20, generation: 2, 0x3000);

        (walk.IsComplete, walk.IsDisturbed, walk.Fault).ShouldBe((true, true, null));
        walk.Addresses.Span(0, (int)walk.Addresses.Count).ToArray().ShouldBe([0x3000UL]);
        walk.Types.ShouldHaveSingleItem().Count.ShouldBe(1);
    }

    [Fact]
    public void A_walk_with_another_thread_s_events_in_between_has_only_its_own()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());

        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCStart, 1, 10), Collection(2));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, BulkNode, 1, 11), Nodes(0, 0x1000));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCStart, 2, 5), Collection(0));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, BulkNode, 2, 6), Nodes(0, 0x2000));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCEnd, 2, 7), Collection(0));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, BulkNode, 1, 12), Nodes(1, 0x3000));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCEnd, 1, 13), Collection(2));

        (walk.IsComplete, walk.IsDisturbed, walk.Fault).ShouldBe((true, true, null));
        walk.Addresses.Span(0, (int)walk.Addresses.Count).ToArray().ShouldBe([0x1000UL, 0x3000UL]);
    }

    [Fact]
    public void A_second_whole_walk_is_left_aside()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());

        Walk(walk, thread: 1, time: 10, generation: 2, 0x1000);
        Walk(walk, thread: 1, time: 20, generation: 2, 0x2000);

        (walk.IsComplete, walk.IsDisturbed, walk.Sizes.Count, walk.Addresses[0]).ShouldBe((true, true, 1, 0x1000UL));
    }

    [Fact]
    public void Events_that_the_walking_thread_lost_are_missing_in_it_even_if_that_is_found_after_its_end()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());

        Walk(walk, thread: 1, time: 10, generation: 2, 0x1000);
        walk.OnLost(2, 1);
        (walk.Fault, walk.AreMovesKnown, walk.IsDisturbed).ShouldBe((null, false, false));
        walk.OnLost(1, 1);

        walk.Fault.ShouldBe("events are missing in it");
    }

    [Fact]
    public void Events_lost_before_the_first_one_of_a_walk_may_be_its_own_unless_another_one_of_that_thread_came_since()
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
        using var other = new HeapWalk(long.MaxValue, new HashSet<ulong>());

        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCStart, 1, 10), Collection(2));
        walk.OnLost(1, 1);
        walk.On(new NettraceEvent(NettraceProvider.Runtime, BulkNode, 1, 11), Nodes(0, 0x1000));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCEnd, 1, 12), Collection(2));
        other.OnLost(1, 1);
        Walk(other, thread: 1, time: 10, generation: 2, 0x1000);

        walk.Fault.ShouldBe("events are missing in it");
        other.Fault.ShouldBeNull();
    }

    static void Walk(HeapWalk walk, ulong thread, ulong time, uint generation, params ulong[] addresses)
    {
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCStart, thread, time), Collection(generation));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, BulkNode, thread, time + 1), Nodes(0, addresses));
        walk.On(new NettraceEvent(NettraceProvider.Runtime, GCEnd, thread, time + 2), Collection(generation));
    }

    // How many there were, and of which generation.
    static byte[] Collection(uint generation)
    {
        var payload = new byte[26];
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(4), generation);
        return payload;
    }

    // The block's number, the count and the runtime's; then address, size, type and references of each.
    static byte[] Nodes(uint block, params ulong[] addresses)
    {
        var payload = new byte[10 + 32 * addresses.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(payload, block);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(4), (uint)addresses.Length);
        for (var i = 0; i < addresses.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(10 + 32 * i), addresses[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(18 + 32 * i), 24);
            BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(26 + 32 * i), 7);
        }
        return payload;
    }
}
