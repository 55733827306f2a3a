using System.Buffers.Binary;
using MemoryProfiler.Graph;
using MemoryProfiler.HeapTests.Support;
using MemoryProfiler.Nettrace;

namespace MemoryProfiler.HeapTests.Nettrace;

public sealed class LostEventTests
{
    const int BlockLength = 4;
    const int ItemBytes = 12;

    static readonly byte[] _raw = RawWalk.Take();

    [Fact]
    public void A_session_with_room_for_all_events_has_lost_none_of_any_thread()
    {
        Lost(_raw).ShouldBeEmpty();
        Fault(_raw).ShouldBeNull();
    }

    [Fact]
    public void Events_that_left_no_gap_in_the_numbers_are_missed_at_the_end_where_each_thread_says_how_many_it_wrote()
    {
        var faults = new List<string?>();
        foreach (var (thread, position) in Counts())
        {
            var changed = (byte[])_raw.Clone();
            var count = changed.AsSpan(position);
            BinaryPrimitives.WriteUInt32LittleEndian(count, BinaryPrimitives.ReadUInt32LittleEndian(count) + 1);

            Lost(changed).ShouldBe([thread]);
            faults.Add(Fault(changed));
        }
        // Of the thread that walked.
        faults.OfType<string>().ShouldHaveSingleItem().ShouldBe("events are missing in it");
    }

    [Fact]
    public void Of_a_thread_that_came_through_with_no_event_at_all_it_is_missed_too()
    {
        var (_, position) = Counts()[0];
        var changed = (byte[])_raw.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(changed.AsSpan(position - sizeof(ulong)), 99);

        Lost(changed).ShouldBe([99UL]);
    }

    // Of the last block of counts: each thread, and where its count stands.
    static List<(ulong Thread, int Position)> Counts()
    {
        var name = "SPBlock"u8;
        var start = _raw.AsSpan().LastIndexOf(name) + name.Length + 1 + BlockLength;
        start += (4 - start % 4) % 4 + sizeof(ulong);
        var counts = new List<(ulong, int)>();
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(_raw.AsSpan(start)); left > 0; left--)
        {
            var item = start + sizeof(int) + ItemBytes * counts.Count;
            counts.Add((BinaryPrimitives.ReadUInt64LittleEndian(_raw.AsSpan(item)), item + sizeof(ulong)));
        }
        return counts;
    }

    static List<ulong> Lost(byte[] bytes)
    {
        var events = new Events();
        new NettraceReader(new MemoryStream(bytes), events).Read();
        return events.Lost;
    }

    static string? Fault(byte[] bytes)
    {
        using var walk = new HeapWalk(long.MaxValue, new HashSet<ulong>());
        new NettraceReader(new MemoryStream(bytes), walk).Read();
        return walk.Fault;
    }

    sealed class Events : INettraceEvents
    {
        public List<ulong> Lost { get; } = [];

        public void On(in NettraceEvent told, ReadOnlySpan<byte> payload)
        {
        }

        public void OnLost(ulong thread, uint count) => Lost.Add(thread);
    }
}
