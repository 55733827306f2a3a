using MemoryProfiler.Nettrace;

namespace MemoryProfiler.HeapTests.Nettrace;

public sealed class EventHeaderTests
{
    [Fact]
    public void A_thread_s_events_are_numbered_on_behind_those_of_another_one_in_the_same_block()
    {
        // Flags, description, number beyond the next one, thread, processor, time, length.
        var block = new PayloadReader(
        [
            0x83, 5, 7, 1, 0, 0, 0, // thread 1 begins with 7
            0, 0, // 8
            2, 0xF7, 0xFF, 0xFF, 0xFF, 0x0F, 2, 0, 0, // thread 2 begins with 0
            0, 0, // 1
            2, 7, 1, 1, 0, // thread 1 goes on with 9, on another processor
            0, 0, // 10
        ]);
        var header = default(EventHeader);
        var read = new List<(ulong Thread, uint Sequence)>();

        while (block.Left > 0)
        {
            header.Read(ref block);
            read.Add((header.Thread, header.Sequence));
        }

        read.ShouldBe([(1, 7), (1, 8), (2, 0), (2, 1), (1, 9), (1, 10)]);
    }
}
