using System.Collections.Concurrent;
using System.Diagnostics;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// Calls an async delegate and counts what each call allocates, on all threads it flows through. Each call begins where the
/// first one did: a caller's <see cref="SynchronizationContext"/> is come back to.
/// </summary>
/// <param name="body">What calls it.</param>
/// <param name="window">The window it can pause, or null.</param>
/// <param name="check">Refuses what the first call returned, or null.</param>
/// <param name="clock">Tells how long calls take and waits.</param>
[StackTraceHidden]
sealed class AsyncMeter(Func<Task> body, MemoryWindow? window, Action? check, TimeProvider clock)
{
    const int MaxCalls = 30;
    const string NewThread = "Calls were repeated that ran on a thread no earlier call had run on, which then prepares what it needs once.";
    const string NewPoolThread = "Calls were repeated during which the thread pool started a thread, at the cost of whoever queued work.";
    const string StillRunning = "Something the delegate started was still running when its task completed; what that allocates later is not counted. Await it.";

    // Only for what is just leaving a thread; what runs longer was not awaited.
    static readonly TimeSpan _leaving = TimeSpan.FromMilliseconds(250);

    readonly ConcurrentDictionary<int, bool> _threads = new();
    readonly CallTimes _times = new(clock);
    Action? _check = check;
    bool _leftRunning;

    /// <summary>Whether a note only says why calls were repeated, without a doubt about the figure.</summary>
    public static bool IsRoutine(string note) => note is NewThread or NewPoolThread;

    /// <summary>Calls until two calls agree.</summary>
    public async Task<AllocationMeasurement> Measure()
    {
        var agreement = new Agreement(MaxCalls);
        while (!agreement.IsSettled)
        {
            var poolThreads = ThreadPool.ThreadCount;
            var flow = await Call().ConfigureAwait(true);
            _check?.Invoke();
            _check = null;
            agreement.Add(flow.Bytes, flow.MetNewThread ? NewThread : poolThreads != ThreadPool.ThreadCount ? NewPoolThread : null);
        }
        var result = agreement.Result();
        return _leftRunning ? result with { Notes = [.. result.Notes, StillRunning] } : result;
    }

    /// <summary>Calls until the code is optimised and the figure is what is allowed, or as optimised as it gets.</summary>
    public async Task<AllocationMeasurement> MeasureOptimised(AllocationMeasurement first, AllocationRange range, Func<long> compiledElsewhere)
    {
        var total = first;
        var rounds = new TieringRounds(_times, compiledElsewhere);
        while (!range.Contains(total.Bytes) && rounds.MayChangeStill)
        {
            var calls = 0;
            for (; rounds.IsCallDue(calls); calls++)
                await Call().ConfigureAwait(true);
            await Task.Delay(rounds.Wait, clock).ConfigureAwait(true);
            rounds.Waited();
            total = Tiering.Merge(total, await Measure().ConfigureAwait(true), calls);
        }
        return total;
    }

    /// <summary>One call; what the delegate throws comes through.</summary>
    public async Task<AllocationFlow> Call()
    {
        var flow = new AllocationFlow(_threads);
        _times.Begin();
        window?.Open(flow);
        var start = new Beginning(body);
        flow.Run(static start => ((Beginning)start!).Begin(), start);
        try
        {
            await start.Task.ConfigureAwait(true);
        }
        finally
        {
            // The thread that completed the task may still be on its way out of the flow.
            var since = Stopwatch.GetTimestamp();
            while (flow.IsRunning && Stopwatch.GetElapsedTime(since) < _leaving)
                await Task.Delay(1).ConfigureAwait(true);
            _leftRunning |= flow.IsRunning;
            flow.Close();
            window?.Close();
        }
        _times.End();
        return flow;
    }

    sealed class Beginning(Func<Task> body)
    {
        public Task Task { get; private set; } = Task.CompletedTask;

        public void Begin() => Task = AllocationFlow.Begun(body);
    }
}
