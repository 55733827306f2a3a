using System.Diagnostics;
using MemoryProfiler.Assertions.Measuring;
using MemoryProfiler.Assertions.Messages;
using MemoryProfiler.Measurement.Collections;

namespace MemoryProfiler.Assertions;

/// <summary>Measures a delegate and fails if it does not allocate what it should.</summary>
[StackTraceHidden]
static class AllocationAssertion
{
    /// <summary>A delegate that runs on the calling thread.</summary>
    /// <param name="scope">The assertion.</param>
    /// <param name="range">What is allowed.</param>
    /// <param name="origin">The user's delegate.</param>
    /// <param name="body">What calls it.</param>
    /// <param name="window">The window it can pause, if it asks for one.</param>
    /// <param name="check">Refuses what the first call returned, if it returns something.</param>
    /// <exception cref="MemoryAssertException">It allocates something else.</exception>
    public static AllocationMeasurement Check(AssertionScope scope, AllocationRange range, Delegate origin, Action body, MemoryWindow? window = null, Action? check = null)
    {
        var meter = new SyncMeter(body, window, scope, check, TimeProvider.System);
        var measured = meter.Measure();
        if (!range.Contains(measured.Bytes) && Tiering.CanChange(origin))
        {
            measured = meter.MeasureOptimised(measured, range, Tiering.CompiledElsewhere);
            Tiering.Remember(origin);
        }
        scope.Count(measured.Bytes);
        if (range.Contains(measured.Bytes))
            return measured;
        throw new MemoryAssertException(FailureMessage.Compose(range, measured, origin, Explanation.Of(meter)));
    }

    /// <summary>An async delegate, on whichever threads it runs.</summary>
    /// <param name="range">What is allowed.</param>
    /// <param name="origin">The user's delegate.</param>
    /// <param name="body">What calls it.</param>
    /// <param name="result">What the user gets.</param>
    /// <param name="window">The window it can pause, if it asks for one.</param>
    /// <param name="check">Refuses what the first call returned, if it returns something.</param>
    /// <exception cref="MemoryAssertException">It allocates something else.</exception>
    public static Task<T> CheckAsync<T>(AllocationRange range, Delegate origin, Func<Task> body, Func<AllocationMeasurement, T> result, MemoryWindow? window = null, Action? check = null)
    {
        var around = AllocationFlow.Current;
        // Outside the flow of an assertion around this one, whichever threads the work between the calls runs on.
        return AllocationFlow.RunOutside(() => CheckAsync(range, origin, new AsyncMeter(body, window, check, TimeProvider.System), around, result));
    }

    static async Task<T> CheckAsync<T>(AllocationRange range, Delegate origin, AsyncMeter meter, AllocationFlow? around, Func<AllocationMeasurement, T> result)
    {
        using var hold = NoBackgroundCollections.Begin();
        var measured = await meter.Measure().ConfigureAwait(true);
        if (!range.Contains(measured.Bytes) && Tiering.CanChange(origin))
        {
            measured = await meter.MeasureOptimised(measured, range, Tiering.CompiledElsewhere).ConfigureAwait(true);
            Tiering.Remember(origin);
        }
        around?.Add(measured.Bytes);
        if (range.Contains(measured.Bytes))
            return result(measured);
        var explanation = await Explanation.Of(meter).ConfigureAwait(true);
        throw new MemoryAssertException(FailureMessage.Compose(range, measured, origin, explanation));
    }
}
