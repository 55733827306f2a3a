using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class CaptureLimitsTests
{
    const long Megabyte = 1 << 20;

    // Of the 1,000 MB 550 are for the buffer; a heap is expected to fill twice its size.
    [Theory]
    [InlineData(100, null, 232, false)]
    [InlineData(275, null, 550, false)]
    [InlineData(276, null, 550, true)]
    [InlineData(100, 64, 64, true)]
    [InlineData(32, 64, 64, false)]
    public void Nothing_is_lost_from_the_first_try_on_where_the_buffer_does_not_hold_what_is_expected(long heapMegabytes, int? given, int buffer, bool isLossless)
    {
        var limits = CaptureLimits.For(new HeapSnapshotOptions { MaxMemoryBytes = 1000 * Megabyte, BufferMegabytes = given }, heapMegabytes * Megabyte, hasLossless: true);

        limits.BufferMegabytes.ShouldBe(buffer);
        limits.IsLossless.ShouldBe(isLossless);
        limits.StreamBytes.ShouldBe(550 * Megabyte);
        limits.Otherwise()!.Value.IsLossless.ShouldBe(!isLossless);
        limits.Otherwise()!.Value.Otherwise().ShouldBe(limits);
    }

    [Theory]
    [InlineData(1000, null, 64, 486)]
    [InlineData(1000, 1, 1, 549)]
    [InlineData(100, null, 6, 49)]
    public void Where_nothing_is_lost_a_small_buffer_leaves_the_room_to_what_is_sent(long megabytes, int? given, int buffer, long sent)
    {
        var limits = CaptureLimits.For(new HeapSnapshotOptions { MaxMemoryBytes = megabytes * Megabyte, BufferMegabytes = given }, 500 * Megabyte, hasLossless: true);

        limits.DrainedBufferMegabytes.ShouldBe(buffer);
        (limits.DrainedBytes / Megabyte).ShouldBe(sent);
    }

    [Fact]
    public void There_is_no_other_way_where_the_runtime_has_none()
    {
        var limits = CaptureLimits.For(new HeapSnapshotOptions { MaxMemoryBytes = 1000 * Megabyte }, 500 * Megabyte, hasLossless: false);

        limits.IsLossless.ShouldBeFalse();
        limits.StreamBytes.ShouldBe(0);
        limits.Otherwise().ShouldBeNull();
    }
}
