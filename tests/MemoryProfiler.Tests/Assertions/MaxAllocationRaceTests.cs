namespace MemoryProfiler.Tests.Assertions;

/// <summary>A limit of an async method is looked at beside the segment that has just suspended, which may still be on its way out of another thread.</summary>
public sealed class MaxAllocationRaceTests
{
    const int Flows = 8;
    const int CallsPerFlow = 126;
    const int Over = 6_000;
    // Room for the queue of the thread pool, which now and then grows by some KB on the thread that awaits.
    const int Within = 1_000;

    [ThreadStatic]
    static byte[]? _kept;

    [Fact]
    public async Task Of_a_thousand_calls_at_once_all_over_their_limit_fail_and_none_within_it()
    {
        await Failures(Yields, Within, calls: 20);

        (await Failures(Yields, Over, CallsPerFlow / 2)).ShouldBe(Flows * (CallsPerFlow / 2));
        (await Failures(Waits, Over, CallsPerFlow / 2)).ShouldBe(Flows * (CallsPerFlow / 2));
        (await Failures(Yields, Within, CallsPerFlow / 2)).ShouldBe(0);
        (await Failures(Waits, Within, CallsPerFlow / 2)).ShouldBe(0);
    }

    static async Task<int> Failures(Func<int, Task> call, int length, int calls)
    {
        var flows = Enumerable.Range(0, Flows).Select(_ => Task.Run(async () =>
        {
            var failures = 0;
            for (var i = 0; i < calls; i++)
            {
                try
                {
                    await call(length);
                }
                catch (AllocationLimitExceededException e) when (e.LimitBytes == 8_192)
                {
                    failures++;
                }
            }
            return failures;
        }));
        return (await Task.WhenAll(flows)).Sum();
    }

    [MaxAllocation("8 KB")]
    static async Task Yields(int length)
    {
        _kept = new byte[length];
        await Task.Yield();
        _kept = new byte[length];
    }

    /// <summary>The last segment runs where the awaited call ended, for a thread that may still be leaving this one.</summary>
    [MaxAllocation("8 KB")]
    static async Task Waits(int length)
    {
        _kept = new byte[length];
        await Later(length).ConfigureAwait(false);
    }

    [Profile]
    static async Task Later(int length)
    {
        await Task.Yield();
        _kept = new byte[length];
    }
}
