using System.Diagnostics;
using MemoryProfiler.Sessions;

namespace MemoryProfiler.HeapTests.Sessions;

public sealed class RefusalTests
{
    [Fact]
    public void A_buffer_that_is_too_small_is_a_clear_failure_fifty_times_of_fifty_unless_nothing_is_lost()
    {
        var many = Enumerable.Range(0, 100_000).Select(i => new object()).ToArray();
        for (var i = 0; i < 50; i++)
        {
            if (DrainedSession.IsPossible)
            {
                using var whole = HeapSnapshot.Capture(new HeapSnapshotOptions { BufferMegabytes = 1 });
                whole.Count<object>().ShouldBeGreaterThanOrEqualTo(many.Length);
                continue;
            }
            Should.Throw<HeapSnapshotException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { BufferMegabytes = 1 })).Message
                .ShouldMatch(@"^The heap's description is not whole, so that nothing is made of it: .+\. The runtime's buffer of 1 MB was too small for it; HeapSnapshotOptions\.MaxMemoryBytes gives it more\.$");
        }
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Count<object>().ShouldBeGreaterThanOrEqualTo(many.Length);
    }

    [Fact]
    public void A_snapshot_that_takes_longer_than_it_may_is_given_up_and_the_next_one_is_taken()
    {
        Should.Throw<HeapSnapshotException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { Timeout = TimeSpan.FromTicks(1) })).Message
            .ShouldBe("The heap was not there within 0 s, so that it was given up; HeapSnapshotOptions.Timeout gives it longer.");

        var marker = new Marker();
        using var snapshot = HeapSnapshot.Capture();
        snapshot.Count<Marker>().ShouldBe(1);
        GC.KeepAlive(marker);
    }

    [Fact]
    public void Impossible_options_of_a_snapshot_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { Timeout = TimeSpan.Zero }));
        Should.Throw<ArgumentOutOfRangeException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { MaxMemoryBytes = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => HeapSnapshot.Capture(new HeapSnapshotOptions { MaxObjects = -1 }));
    }

    [Fact]
    public async Task Two_snapshots_at_once_are_taken_one_after_the_other()
    {
        var marker = new Marker();
        var snapshots = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => HeapSnapshot.CaptureAsync(cancellationToken: TestContext.Current.CancellationToken)));

        snapshots.ShouldAllBe(snapshot => snapshot.Count<Marker>() == 1);
        foreach (var snapshot in snapshots)
            snapshot.Dispose();
        GC.KeepAlive(marker);
    }

    [Fact]
    public async Task A_snapshot_that_is_cancelled_is_given_up()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => HeapSnapshot.CaptureAsync(cancellationToken: cancellation.Token));
    }

    [Fact]
    public void A_process_without_a_diagnostics_port_is_named()
    {
        using var other = Process.Start(new ProcessStartInfo("sleep", "60"))!;
        try
        {
            var limits = CaptureLimits.For(new HeapSnapshotOptions(), null);
            Should.Throw<HeapSnapshotException>(() => new HeapSession(other.Id, limits, new HashSet<ulong>()).Run()).Message
                .ShouldBe($"Process {other.Id} has no diagnostics port that can be reached: it is no .NET process, it has ended, another user's, or DOTNET_EnableDiagnostics=0 closed the port.");
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }

    sealed class Marker;
}
