using System.Globalization;
using MemoryProfiler.Assertions;

namespace MemoryProfiler;

public static partial class MemoryAssert
{
    const string Holders = "Hint: Usual holders are a static field or cache, an event that was not unsubscribed from, a timer that runs, a captured variable of a lambda that lives on, and a task that has not completed.";

    /// <summary>
    /// Asserts that an object is collected once its creator has returned it and nobody refers to it. It is created on a
    /// thread of its own, so that no local of the test keeps it, in Debug builds either; then everything is collected, up
    /// to four times.
    /// </summary>
    /// <param name="create">Creates and uses the object, and returns it. It must not be kept in a variable of the test.</param>
    /// <exception cref="MemoryAssertException">It is alive.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="InvalidOperationException">The delegate returned null.</exception>
    public static void IsCollected(Func<object> create)
    {
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(create, nameof(IsCollected));
        FailIfAlive(nameof(IsCollected), Collectability.Check(create));
    }

    /// <summary>As <see cref="IsCollected"/>, for an object that an async delegate creates.</summary>
    /// <param name="create">Creates and uses the object, and returns it.</param>
    /// <returns>A task that fails if the object is alive.</returns>
    /// <exception cref="MemoryAssertException">It is alive.</exception>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="InvalidOperationException">The delegate returned null.</exception>
    public static async Task IsCollectedAsync(Func<Task<object>> create)
    {
        DelegateCheck.RefuseNull(create);
        FailIfAlive(nameof(IsCollectedAsync), await Collectability.CheckAsync(create).ConfigureAwait(false));
    }

    /// <summary>
    /// Asserts that of the objects a delegate hands over none is alive when it has returned: each is followed by a weak
    /// reference. The delegate runs once, on a thread of its own.
    /// </summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="action">Creates and uses objects, and gives each to its argument.</param>
    /// <exception cref="MemoryAssertException">Some are alive.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="InvalidOperationException">It handed nothing over, or null.</exception>
    public static void DoesNotLeak<T>(Action<Action<T>> action)
        where T : class
    {
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(action, nameof(DoesNotLeak));
        var (alive, all) = Collectability.Track(action);
        if (all == 0)
            throw new InvalidOperationException($"MemoryAssert.DoesNotLeak: the delegate handed over no {typeof(T)}: call its argument with each object that should be collected.");
        if (alive > 0)
            throw new MemoryAssertException(string.Create(CultureInfo.InvariantCulture, $"MemoryAssert.DoesNotLeak: {alive:N0} of {all:N0} {typeof(T)} are alive after everything was collected. Something refers to them.\n{Holders}"));
    }

    /// <summary>
    /// Asserts that calling something again and again does not make the live managed memory of the process grow. After a
    /// warm-up of <paramref name="calls"/> calls, rounds follow of which each calls as often as all before it; it fails
    /// only if memory grew in each of them, in the last no less than in the first. So a cache that fills up passes.
    /// </summary>
    /// <remarks>
    /// Live memory is what survives a full blocking collection, exact to the byte, of the whole process: let no test run at
    /// the same time that keeps memory.
    /// </remarks>
    /// <param name="action">The call.</param>
    /// <param name="calls">Calls of the warm-up and of the first round.</param>
    /// <param name="retries">Rounds after the first.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">Memory grew in every round.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no calls, or the number of retries is negative or more than 20.</exception>
    public static GrowthMeasurement DoesNotGrow(Action action, int calls = 1_000, int retries = 3)
    {
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(action, nameof(DoesNotGrow));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(calls);
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(retries, 20);
        return new GrowthCheck(action, calls, retries).Run();
    }

    /// <summary>
    /// Asserts that a call never holds more live managed memory than a limit. Live memory is read from another thread by
    /// full blocking collections, one after the other, while the call runs, so garbage does not count; the call is
    /// repeated until there are 8 readings (50 times at most). Between two readings it may have been more.
    /// </summary>
    /// <remarks>Live memory is the process's, less what was alive before: let no other test run at the same time.</remarks>
    /// <param name="limit">The most bytes: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">More was alive.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null or async.</exception>
    public static PeakMeasurement PeakAtMost(MemorySize limit, Action action)
    {
        using var scope = AssertionScope.Begin();
        var most = limit.ToBytes(nameof(limit));
        DelegateCheck.RefuseAsync(action, nameof(PeakAtMost));
        var measured = PeakSampler.Measure(action);
        if (measured.PeakBytes > most)
        {
            throw new MemoryAssertException(string.Create(CultureInfo.InvariantCulture,
                $"MemoryAssert.PeakAtMost: up to {AllocationRange.Exact(measured.PeakBytes)} were alive during a call, {AllocationRange.Exact(measured.PeakBytes - most)} more than the limit of {AllocationRange.Exact(most)} ({measured.Samples:N0} readings in {measured.Calls:N0} calls).\nHint: Live memory is the process's: run this test beside no other."));
        }
        return measured;
    }

    static void FailIfAlive(string assertion, (string Type, bool IsCollected) created)
    {
        if (!created.IsCollected)
            throw new MemoryAssertException($"MemoryAssert.{assertion}: the {created.Type} is alive after everything was collected. Something refers to it.\n{Holders}");
    }
}
