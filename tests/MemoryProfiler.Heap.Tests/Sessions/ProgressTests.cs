namespace MemoryProfiler.HeapTests.Sessions;

public sealed class ProgressTests
{
    static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_stage_of_a_snapshot_is_told_in_order_and_at_the_end_how_many_objects_there_are()
    {
        // With the test host's some 50,000 far from a whole number of steps.
        var many = Enumerable.Range(0, 405_000).Select(i => new object()).ToArray();
        var told = new Told();

        using var snapshot = await HeapSnapshot.CaptureAsync(progress: told, cancellationToken: Ending);

        told.All[0].ShouldBe(new HeapSnapshotProgress(HeapSnapshotStage.Walking, 0));
        told.All[1].ShouldBe(new HeapSnapshotProgress(HeapSnapshotStage.Reading, 0));
        told.All[^1].ShouldBe(new HeapSnapshotProgress(HeapSnapshotStage.Building, snapshot.ObjectCount));
        var read = told.All.Skip(1).SkipLast(1).ToArray();
        read.ShouldAllBe(step => step.Stage == HeapSnapshotStage.Reading);
        // Once each 100,000, at the end of the block that has the object.
        read.Select(step => step.Objects / 100_000).ShouldBe(Enumerable.Range(0, (int)(snapshot.ObjectCount / 100_000) + 1).Select(step => (long)step));
        GC.KeepAlive(many);
    }

    [Fact]
    public async Task A_snapshot_that_waits_for_another_says_so()
    {
        var waits = new TaskCompletionSource();
        var told = new Told(step =>
        {
            if (step.Stage == HeapSnapshotStage.Waiting)
                waits.SetResult();
        });
        Task<HeapSnapshot>? second = null;
        var first = new Told(step =>
        {
            if (step.Stage == HeapSnapshotStage.Walking)
                second = HeapSnapshot.CaptureAsync(progress: told, cancellationToken: Ending);
        });

        using var one = await HeapSnapshot.CaptureAsync(progress: first, cancellationToken: Ending);
        using var other = await second.ShouldNotBeNull();

        waits.Task.IsCompletedSuccessfully.ShouldBeTrue();
        told.All.Select(step => step.Stage).Distinct().ShouldBe([HeapSnapshotStage.Waiting, HeapSnapshotStage.Walking, HeapSnapshotStage.Reading, HeapSnapshotStage.Building]);
    }

    [Theory]
    [InlineData(HeapSnapshotStage.Walking)]
    [InlineData(HeapSnapshotStage.Reading)]
    [InlineData(HeapSnapshotStage.Building)]
    public async Task A_snapshot_that_is_cancelled_in_any_stage_is_given_up_and_the_next_one_is_taken(HeapSnapshotStage stage)
    {
        var marker = new Marker();
        using var cancellation = new CancellationTokenSource();
        var told = new Told(step =>
        {
            if (step.Stage == stage)
                cancellation.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => HeapSnapshot.CaptureAsync(progress: told, cancellationToken: cancellation.Token));

        using var next = await HeapSnapshot.CaptureAsync(cancellationToken: Ending);
        next.Count<Marker>().ShouldBe(1);
        told.All[^1].Stage.ShouldBe(stage);
        GC.KeepAlive(marker);
    }

    [Theory]
    [InlineData(HeapSnapshotStage.Walking)]
    [InlineData(HeapSnapshotStage.Reading)]
    [InlineData(HeapSnapshotStage.Building)]
    public async Task What_the_listener_to_a_snapshots_progress_throws_comes_out_as_it_is_and_the_next_one_is_taken(HeapSnapshotStage stage)
    {
        var fault = new InvalidOperationException("of the listener");
        var told = new Told(step =>
        {
            if (step.Stage == stage)
                throw fault;
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => HeapSnapshot.CaptureAsync(progress: told, cancellationToken: Ending))).ShouldBeSameAs(fault);

        using var next = await HeapSnapshot.CaptureAsync(cancellationToken: Ending);
        next.ObjectCount.ShouldBe(next.Types.Sum(type => type.Count));
    }

    sealed class Told(Action<HeapSnapshotProgress>? then = null) : IProgress<HeapSnapshotProgress>
    {
        public List<HeapSnapshotProgress> All { get; } = [];

        public void Report(HeapSnapshotProgress value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }

    sealed class Marker;
}
