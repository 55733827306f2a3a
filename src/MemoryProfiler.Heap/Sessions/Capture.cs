using MemoryProfiler.Graph;

namespace MemoryProfiler.Sessions;

/// <summary>Takes walks on threads of their own, one at a time, each within its time.</summary>
static class Capture
{
    const int MostTries = 10;
    const int MostFailures = 4;

    // Two walks at once would each send the other's events.
    static readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Runs a session and makes its walk into a graph.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="limits">What it may take.</param>
    /// <param name="followed">Weak handles whose objects are asked for.</param>
    /// <param name="finish">Makes what is wanted of the walk, on the same thread.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <param name="progress">Hears how far it is, on that thread.</param>
    /// <param name="starting">Is called right before each try.</param>
    public static async Task<T> RunAsync<T>(
        int processId, CaptureLimits limits, IReadOnlySet<ulong> followed, Func<HeapWalk, T> finish, CancellationToken cancellation, IProgress<HeapSnapshotProgress>? progress = null, Action? starting = null)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(limits.Timeout);
        var steps = new CaptureSteps(progress, time.Token);
        try
        {
            if (_turn.CurrentCount == 0)
                steps.At(HeapSnapshotStage.Waiting, 0);
            await _turn.WaitAsync(time.Token).ConfigureAwait(false);
            return await OnOwnThread(NewSession, TakeOtherwise, Finish, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HeapSnapshotException($"The heap was not there within {limits.Timeout.TotalSeconds:0.#} s, so that it was given up; {nameof(HeapSnapshotOptions)}.{nameof(HeapSnapshotOptions.Timeout)} gives it longer.");
        }

        HeapSession NewSession()
        {
            starting?.Invoke();
            var session = new HeapSession(processId, limits, followed, steps);
            limits = limits.Larger();
            return session;
        }

        bool TakeOtherwise()
        {
            if (limits.Otherwise() is not { } otherwise)
                return false;
            limits = otherwise;
            return true;
        }

        T Finish(HeapWalk walk)
        {
            try
            {
                steps.At(HeapSnapshotStage.Building, walk.Sizes.Count);
            }
            catch
            {
                walk.Dispose();
                throw;
            }
            return finish(walk);
        }
    }

    static async Task<T> OnOwnThread<T>(Func<HeapSession> create, Func<bool> takeOtherwise, Func<HeapWalk, T> finish, CancellationToken time)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                result.TrySetResult(finish(Walk(create, takeOtherwise, time)));
            }
            catch (Exception fault)
            {
                result.TrySetException(fault);
            }
            finally
            {
                _turn.Release();
            }
        })
        {
            IsBackground = true,
            Name = "MemoryProfiler heap capture",
        }.Start();
        return await result.Task.WaitAsync(time).ConfigureAwait(false);
    }

    // Where threads allocate much, their collections come between those that are asked for. What fails without that
    // is tried the other way: events are lost now and then even where none may be (.NET 11).
    static HeapWalk Walk(Func<HeapSession> create, Func<bool> takeOtherwise, CancellationToken time)
    {
        var failures = 0;
        for (var tries = 1; ; tries++)
        {
            var session = create();
            using var ending = time.Register(session.Abandon);
            try
            {
                return session.Run();
            }
            catch (HeapSnapshotException) when (tries < MostTries && !time.IsCancellationRequested)
            {
                var goesOn = session.WasDisturbed || (session.HasFailed && ++failures < MostFailures && (takeOtherwise() || session.IsLossless));
                if (!goesOn)
                    throw;
            }
        }
    }
}
