using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Assertions.Messages;
using MemoryProfiler.Collecting;
using MemoryProfiler.Collecting.Types;

namespace MemoryProfiler.Assertions.Lifetime;

/// <summary>Calls a delegate round by round and reads the live memory in between.</summary>
[StackTraceHidden]
static class GrowthCheck
{
    /// <summary>Calls until a round does not grow.</summary>
    /// <exception cref="MemoryAssertException">There was none.</exception>
    public static GrowthMeasurement Run(Action action, GrowthRounds rounds)
    {
        var first = rounds.NextCalls;
        using var types = TypeWindow.Begin(LedgerChoice.ThisThread);
        Call(action, first);
        LiveHeap.Read();
        rounds.Start(LiveHeap.Read());
        while (!rounds.IsOver)
        {
            Call(action, rounds.NextCalls);
            rounds.Add(LiveHeap.Read());
        }
        if (rounds.HasPassed)
            return rounds.Measurement;
        var before = Collector.Snapshot(LedgerChoice.ThisThread);
        Call(action, first);
        throw new MemoryAssertException(rounds.Failure(Collector.LinesBetween(before, Collector.Snapshot(before.Choice), types)));
    }

    /// <summary>The same for an async delegate.</summary>
    /// <exception cref="MemoryAssertException">There was none.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<GrowthMeasurement> RunAsync(Func<Task> action, GrowthRounds rounds, CancellationToken cancellationToken)
    {
        var first = rounds.NextCalls;
        using var types = TypeWindow.Begin(LedgerChoice.Asserted);
        await CallAsync(action, first, cancellationToken).ConfigureAwait(true);
        await ReadLiveHeap().ConfigureAwait(true);
        rounds.Start(await ReadLiveHeap().ConfigureAwait(true));
        while (!rounds.IsOver)
        {
            await CallAsync(action, rounds.NextCalls, cancellationToken).ConfigureAwait(true);
            rounds.Add(await ReadLiveHeap().ConfigureAwait(true));
        }
        if (rounds.HasPassed)
            return rounds.Measurement;
        var before = Collector.Snapshot(LedgerChoice.Asserted);
        await CallAsync(action, first, cancellationToken).ConfigureAwait(true);
        throw new MemoryAssertException(rounds.Failure(Collector.LinesBetween(before, Collector.Snapshot(before.Choice), types)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Call(Action action, long count)
    {
        for (long i = 0; i < count; i++)
            action();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Task CallAsync(Func<Task> action, long count, CancellationToken cancellationToken) =>
        AllocationFlow.Begin(async () =>
        {
            for (long i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await AllocationFlow.Begun(action).ConfigureAwait(true);
            }
        });

    // On a thread of its own: the stack on which a task was completed may hold what its method used.
    static Task<long> ReadLiveHeap() => DedicatedThread.RunAsync(LiveHeap.Read);
}
