namespace MemoryProfiler.Sessions;

/// <summary>Tells how far a capture is, and ends it between two steps when it is not wanted any more. For one capture.</summary>
sealed class CaptureSteps(IProgress<HeapSnapshotProgress>? progress, CancellationToken ending)
{
    const int ObjectsOfStep = 100_000;

    long _next = ObjectsOfStep;

    /// <summary>Whether who listens has thrown: what is caught then is theirs.</summary>
    public bool HasListenerFailed { get; private set; }

    /// <summary>A stage begins, or is so far.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public void At(HeapSnapshotStage stage, long objects)
    {
        ending.ThrowIfCancellationRequested();
        if (progress is null)
            return;
        HasListenerFailed = true;
        progress.Report(new HeapSnapshotProgress(stage, objects));
        HasListenerFailed = false;
    }

    /// <summary>So many objects have been read.</summary>
    /// <exception cref="OperationCanceledException">It is not wanted any more.</exception>
    public void Read(long objects)
    {
        if (objects < _next)
            return;
        _next = objects + ObjectsOfStep;
        At(HeapSnapshotStage.Reading, objects);
    }
}
