using System.Globalization;
using MemoryProfiler.Assertions;
using MemoryProfiler.Assertions.Lifetime;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

public static partial class MemoryAssert
{
    const string Holders = "Hint: Something refers to what is alive. Usual holders are a static field or cache, an event that was not unsubscribed from, a timer that runs, a captured variable of a lambda that lives on, and a task that has not completed.";

    /// <summary>
    /// Asserts that an object is collected once its creator has returned it and nobody refers to it. It is created on a
    /// thread of its own, so that no local of the test keeps it, in Debug builds either. Then everything is collected, up
    /// to four times.
    /// </summary>
    /// <param name="create">Creates and uses the object, and returns it. It must not be kept in a variable of the test.</param>
    /// <exception cref="MemoryAssertException">It is alive.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="InvalidOperationException">The delegate returned null, or the program is in a no-GC region, which a collection would end.</exception>
    public static void IsCollected(Func<object> create)
    {
        NoGCRegion.Refuse(Collected);
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(create, Collected);
        FailIfAlive(Collected, Collectability.Check(create));
    }

    /// <summary>As <see cref="IsCollected"/>, for an object that an async delegate creates.</summary>
    /// <param name="create">Creates and uses the object, and returns it.</param>
    /// <returns>A task that fails if the object is alive.</returns>
    /// <exception cref="MemoryAssertException">It is alive.</exception>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="InvalidOperationException">The delegate returned null, or the program is in a no-GC region, which a collection would end.</exception>
    public static async Task IsCollectedAsync(Func<Task<object>> create)
    {
        NoGCRegion.Refuse(Collected.ForTask);
        DelegateCheck.RefuseNull(create);
        FailIfAlive(Collected.ForTask, await Collectability.CheckAsync(create).ConfigureAwait(false));
    }

    /// <summary>
    /// Asserts that of the objects a delegate hands over none is alive when it has returned. Each is followed by a weak
    /// reference. The delegate runs once, on a thread of its own.
    /// </summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="action">Creates and uses objects, and gives each to its argument.</param>
    /// <exception cref="MemoryAssertException">Some are alive.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    /// <exception cref="InvalidOperationException">It handed nothing over or null, or the program is in a no-GC region, which a collection would end.</exception>
    public static void DoesNotLeak<T>(Action<Action<T>> action)
        where T : class
    {
        NoGCRegion.Refuse(NotLeaking);
        using var scope = AssertionScope.Begin();
        DelegateCheck.RefuseAsync(action, NotLeaking);
        FailIfAlive<T>(NotLeaking, Collectability.Track(action));
    }

    /// <summary>As <see cref="DoesNotLeak{T}"/>, for objects that an async delegate hands over. It runs once, where it is called.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <param name="action">Creates and uses objects, and gives each to its argument.</param>
    /// <returns>A task that fails if some are alive.</returns>
    /// <exception cref="MemoryAssertException">Some are alive.</exception>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="InvalidOperationException">It handed nothing over or null, or the program is in a no-GC region, which a collection would end.</exception>
    public static async Task DoesNotLeakAsync<T>(Func<Action<T>, Task> action)
        where T : class
    {
        NoGCRegion.Refuse(NotLeaking.ForTask);
        DelegateCheck.RefuseNull(action);
        FailIfAlive<T>(NotLeaking.ForTask, await Collectability.TrackAsync(action).ConfigureAwait(false));
    }

    static AssertionName Collected => new(nameof(IsCollected), nameof(IsCollectedAsync));

    static AssertionName NotLeaking => new(nameof(DoesNotLeak), nameof(DoesNotLeakAsync)) { AsyncDelegate = "async track => …" };

    static void FailIfAlive(AssertionName assertion, (string Type, bool IsCollected, string? HeldBy) created)
    {
        if (!created.IsCollected)
            throw new MemoryAssertException($"{assertion}: the {created.Type} is alive after everything was collected.\n{(created.HeldBy is { } paths ? $"It is held by:\n{paths}" : Holders)}");
    }

    static void FailIfAlive<T>(AssertionName assertion, (int Alive, int All, string? HeldBy) tracked)
    {
        if (tracked.All == 0)
            throw new InvalidOperationException($"{assertion}: the delegate handed over no {typeof(T)}: call its argument with each object that should be collected.");
        if (tracked.Alive > 0)
            throw new MemoryAssertException(string.Create(CultureInfo.InvariantCulture, $"{assertion}: {tracked.Alive:N0} of {tracked.All:N0} {typeof(T)} are alive after everything was collected.\n{(tracked.HeldBy is { } paths ? $"They are held by:\n{paths}" : Holders)}"));
    }
}
