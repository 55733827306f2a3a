using MemoryProfiler.Graph;
using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class DrainedSessionTests
{
    static readonly CaptureLimits _lossless = CaptureLimits.For(new HeapSnapshotOptions { BufferMegabytes = 64 }, heapBytes: 1 << 20, hasLossless: true) with { IsLossless = true };

    readonly KnownOfDrain[] _known = [.. Enumerable.Range(0, 123).Select(_ => new KnownOfDrain())];

    [Fact]
    public void A_runtime_gives_a_session_without_loss_or_says_that_it_has_none()
    {
        Assert.SkipUnless(Drain.IsPossible, "Drained on Linux alone.");
        var session = new HeapSession(Environment.ProcessId, _lossless, new HashSet<ulong>());
        if (DrainedSession.IsPossible)
        {
            using var walk = session.Run();
            Count(walk).ShouldBe(_known.Length);
            return;
        }
        Should.Throw<HeapSnapshotException>(session.Run).Message.ShouldBe("The heap's description is not whole, so that nothing is made of it: it did not come.");
        session.HasFailed.ShouldBeTrue();
        session.WasDisturbed.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_it_has_none_the_heap_is_taken_the_other_way()
    {
        var count = await Capture.RunAsync(Environment.ProcessId, _lossless, new HashSet<ulong>(), Counted, TestContext.Current.CancellationToken);

        count.ShouldBe(_known.Length);
    }

    static long Counted(HeapWalk walk)
    {
        using (walk)
            return Count(walk);
    }

    static long Count(HeapWalk walk) => walk.Types.Where(type => type.EventName?.EndsWith(nameof(KnownOfDrain), StringComparison.Ordinal) == true).Sum(type => type.Count);

    sealed class KnownOfDrain;
}
