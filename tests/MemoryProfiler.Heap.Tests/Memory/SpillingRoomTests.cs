using MemoryProfiler.Memory;

namespace MemoryProfiler.HeapTests.Memory;

public sealed unsafe class SpillingRoomTests
{
    [Fact]
    public void What_is_kept_stays_and_behind_it_one_piece_is_written_over_and_over()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The room is Linux's.");
        const long Kept = 1 << 20;
        using var room = new SpillingRoom(Kept, beyond: 64 << 20);
        var piece = (room.Length - Kept) / 1024;

        new Span<byte>(room.Start, (int)Kept).Fill(1);
        room.Start[Kept] = 2;
        room.Start[Kept + 7 * piece] = 3;

        room.Kept.ShouldBe(Kept);
        room.Length.ShouldBe(Kept + (64 << 20));
        new ReadOnlySpan<byte>(room.Start, (int)Kept).IndexOfAnyExcept((byte)1).ShouldBe(-1);
        room.Start[Kept].ShouldBe((byte)3);
        room.Start[Kept + 1023 * piece].ShouldBe((byte)3);
    }
}
