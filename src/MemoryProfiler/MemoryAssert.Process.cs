using System.Globalization;
using MemoryProfiler.Assertions;
using MemoryProfiler.Assertions.Lifetime;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

public static partial class MemoryAssert
{
    /// <summary>
    /// Asserts that calling something again and again does not make the live managed memory of the process grow. After a
    /// warm-up of <paramref name="calls"/> calls, rounds follow of which each calls as often as all before it. It fails
    /// only if memory grew in each of them, in the last by at least three quarters of what it grew per call in any earlier
    /// one. So a cache that fills up passes. Where the rounds grew per call by figures more than twice apart, up to three
    /// more follow.
    /// </summary>
    /// <remarks>
    /// Live memory is what survives a full blocking collection, exact to the byte, of the whole process. Let no test run
    /// at the same time that keeps memory.
    /// </remarks>
    /// <param name="action">The call.</param>
    /// <param name="calls">Calls of the warm-up and of the first round.</param>
    /// <param name="retries">Rounds after the first.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">Memory grew in every round.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no calls, or the number of retries is negative or more than 20.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static GrowthMeasurement DoesNotGrow(Action action, int calls = 1_000, int retries = 3)
    {
        NoGCRegion.Refuse(NotGrowing);
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(action, NotGrowing);
        RefuseRounds(calls, retries);
        return GrowthCheck.Run(action, new GrowthRounds(NotGrowing, calls, retries));
    }

    /// <summary>As the overload for a call that returns nothing; what this one returns must not be lazy.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="function">The call.</param>
    /// <param name="calls">Calls of the warm-up and of the first round.</param>
    /// <param name="retries">Rounds after the first.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">Memory grew in every round.</exception>
    /// <exception cref="ArgumentException">The delegate is null, async or returns what is lazy.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no calls, or the number of retries is negative or more than 20.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static GrowthMeasurement DoesNotGrow<T>(Func<T> function, int calls = 1_000, int retries = 3)
    {
        NoGCRegion.Refuse(NotGrowing);
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(function, NotGrowing, typeof(T));
        RefuseRounds(calls, retries);
        return GrowthCheck.Run(Checked(function, NotGrowing), new GrowthRounds(NotGrowing, calls, retries));
    }

    /// <summary>
    /// As <see cref="DoesNotGrow(Action, int, int)"/>, for an async call: each is awaited before the next one, and each
    /// begins on the caller's <see cref="SynchronizationContext"/>.
    /// </summary>
    /// <param name="action">The call.</param>
    /// <param name="calls">Calls of the warm-up and of the first round.</param>
    /// <param name="retries">Rounds after the first.</param>
    /// <param name="cancellationToken">Ends it before the next call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">Memory grew in every round.</exception>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no calls, or the number of retries is negative or more than 20.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static Task<GrowthMeasurement> DoesNotGrowAsync(Func<Task> action, int calls = 1_000, int retries = 3, CancellationToken cancellationToken = default)
    {
        NoGCRegion.Refuse(NotGrowing.ForTask);
        using var apart = ApartFromFlow.Begin();
        DelegateCheck.RefuseNull(action);
        RefuseRounds(calls, retries);
        return GrowthCheck.RunAsync(action, new GrowthRounds(NotGrowing.ForTask, calls, retries), cancellationToken);
    }

    /// <summary>
    /// Asserts that a call never holds more live managed memory than a limit. Live memory is read from another thread
    /// while the call runs, by full blocking collections, one after the other. So garbage does not count. The call is
    /// repeated until there are 8 readings (50 times at most). Between two readings it may have been more.
    /// </summary>
    /// <remarks>Live memory is the process's, less what was alive before the call. Let no other test run at the same time.</remarks>
    /// <param name="limit">The most bytes: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">More was alive.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null or async.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static PeakMeasurement PeakAtMost(MemorySize limit, Action action)
    {
        NoGCRegion.Refuse(Peak);
        using var scope = AssertionScope.Begin();
        var most = limit.ToBytes(nameof(limit));
        DelegateCheck.RefuseAsync(action, Peak);
        return FailIfAbove(Peak, most, PeakSampler.Measure(action));
    }

    /// <summary>As the overload for a call that returns nothing; what this one returns must not be lazy.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="limit">The most bytes: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="function">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">More was alive.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null, async or returns what is lazy.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static PeakMeasurement PeakAtMost<T>(MemorySize limit, Func<T> function)
    {
        NoGCRegion.Refuse(Peak);
        using var scope = AssertionScope.Begin();
        var most = limit.ToBytes(nameof(limit));
        DelegateCheck.RefuseAsync(function, Peak, typeof(T));
        return FailIfAbove(Peak, most, PeakSampler.Measure(Checked(function, Peak)));
    }

    /// <summary>
    /// As <see cref="PeakAtMost(MemorySize, Action)"/>, for an async call. It is read until the task completes. Each call
    /// begins on the caller's <see cref="SynchronizationContext"/>.
    /// </summary>
    /// <param name="limit">The most bytes: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call.</param>
    /// <param name="cancellationToken">Ends it before the next call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">More was alive.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or there is no delegate.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The program is in a no-GC region, which a collection would end.</exception>
    public static Task<PeakMeasurement> PeakAtMostAsync(MemorySize limit, Func<Task> action, CancellationToken cancellationToken = default)
    {
        NoGCRegion.Refuse(Peak.ForTask);
        using var apart = ApartFromFlow.Begin();
        var most = limit.ToBytes(nameof(limit));
        DelegateCheck.RefuseNull(action);
        return PeakAtMostAsync(most, action, cancellationToken);
    }

    // Methods of their own, as closures are made at their beginning.
    static async Task<PeakMeasurement> PeakAtMostAsync(long most, Func<Task> action, CancellationToken cancellationToken) =>
        FailIfAbove(Peak.ForTask, most, await PeakSampler.MeasureAsync(action, cancellationToken).ConfigureAwait(false));

    static AssertionName NotGrowing => new(nameof(DoesNotGrow), nameof(DoesNotGrowAsync));

    static AssertionName Peak => new(nameof(PeakAtMost), nameof(PeakAtMostAsync));

    static Action Checked<T>(Func<T> function, AssertionName assertion) => () => LazyCheck.Refuse(function(), assertion, nameof(function));

    static void RefuseRounds(int calls, int retries)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retries, 20);
    }

    static PeakMeasurement FailIfAbove(AssertionName assertion, long most, PeakMeasurement measured) =>
        measured.PeakBytes <= most
            ? measured
            : throw new MemoryAssertException(string.Create(CultureInfo.InvariantCulture,
                $"{assertion}: up to {AllocationRange.Exact(measured.PeakBytes)} were alive during a call, {AllocationRange.Exact(measured.PeakBytes - most)} more than the limit of {AllocationRange.Exact(most)} ({measured.Samples:N0} readings in {measured.Calls:N0} calls).\nHint: Live memory is the process's: run this test beside no other."));
}
