using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime;

namespace MemoryProfiler.Assertions;

/// <summary>Calls an async delegate and counts what each call allocates, on all threads it flows through.</summary>
[StackTraceHidden]
sealed class AsyncMeter(Func<Task> body, MemoryWindow? window)
{
    const int MaxCalls = 30;
    const string NewThread = "Calls were repeated that ran on a thread no earlier call had run on, which then prepares what it needs once.";
    const string NewPoolThread = "Calls were repeated during which the thread pool started a thread, at the cost of whoever queued work.";
    const string StillRunning = "Something the delegate started was still running when its task completed; what that allocates later is not counted. Await it.";

    // Only for what is just leaving a thread; what runs longer was not awaited.
    static readonly TimeSpan _leaving = TimeSpan.FromMilliseconds(250);

    readonly ConcurrentDictionary<int, bool> _threads = new();
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
            var flow = await Call().ConfigureAwait(false);
            agreement.Add(flow.Bytes, flow.MetNewThread ? NewThread : poolThreads != ThreadPool.ThreadCount ? NewPoolThread : null);
        }
        var result = agreement.Result();
        return _leftRunning ? result with { Notes = [.. result.Notes, StillRunning] } : result;
    }

    /// <summary>Calls until the code is optimised and the figure is what is allowed, or as optimised as it gets.</summary>
    public async Task<AllocationMeasurement> MeasureOptimised(AllocationMeasurement first, AllocationRange range)
    {
        var total = first;
        List<long> compiled = [JitInfo.GetCompiledMethodCount()];
        while (!range.Contains(total.Bytes) && Tiering.MayChangeStill(compiled))
        {
            var calls = await Tiering.CallsPerRound(Call).ConfigureAwait(false);
            await Task.Delay(Tiering.Delay).ConfigureAwait(false);
            total = Tiering.Merge(total, await Measure().ConfigureAwait(false), calls);
            compiled.Add(JitInfo.GetCompiledMethodCount());
        }
        return total;
    }

    /// <summary>One call; what the delegate throws comes through.</summary>
    public async Task<AllocationFlow> Call()
    {
        var flow = new AllocationFlow(_threads);
        window?.Open(flow);
        var start = new Beginning(body);
        flow.Run(static start => ((Beginning)start!).Begin(), start);
        try
        {
            await start.Task.ConfigureAwait(false);
        }
        finally
        {
            // The thread that completed the task may still be on its way out of the flow.
            var since = Stopwatch.GetTimestamp();
            while (flow.IsRunning && Stopwatch.GetElapsedTime(since) < _leaving)
                await Task.Delay(1).ConfigureAwait(false);
            _leftRunning |= flow.IsRunning;
            flow.Close();
            window?.Close();
        }
        return flow;
    }

    sealed class Beginning(Func<Task> body)
    {
        public Task Task { get; private set; } = Task.CompletedTask;

        public void Begin() => Task = body() ?? throw new InvalidOperationException("The async delegate returned no task (null): return the task of what it does.");
    }
}
