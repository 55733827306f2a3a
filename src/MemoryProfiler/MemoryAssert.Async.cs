using MemoryProfiler.Assertions;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

public static partial class MemoryAssert
{
    /// <summary>Asserts that an async call, on all threads it flows through, allocates nothing.</summary>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null.</exception>
    public static Task<AllocationMeasurement> DoesNotAllocateAsync(Func<Task> action) => CheckAsync(Nothing, action);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates nothing.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null or returns what is lazy.</exception>
    public static Task<T> DoesNotAllocateAsync<T>(Func<Task<T>> function) => CheckAsync(Nothing, function);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates nothing.</summary>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null.</exception>
    public static Task<AllocationMeasurement> DoesNotAllocateAsync(Func<MemoryWindow, Task> action) => CheckAsync(Nothing, action);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no more than a limit.</summary>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null.</exception>
    public static Task<AllocationMeasurement> AllocatesAtMostAsync(MemorySize limit, Func<Task> action) => CheckAsync(AtMost(limit), action);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no more than a limit.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null or returns what is lazy.</exception>
    public static Task<T> AllocatesAtMostAsync<T>(MemorySize limit, Func<Task<T>> function) => CheckAsync(AtMost(limit), function);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no more than a limit.</summary>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null.</exception>
    public static Task<AllocationMeasurement> AllocatesAtMostAsync(MemorySize limit, Func<MemoryWindow, Task> action) => CheckAsync(AtMost(limit), action);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no fewer and no more bytes than given.</summary>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">A bound is no size, the bounds are the wrong way round, or the delegate is null.</exception>
    public static Task<AllocationMeasurement> AllocatesAsync(MemorySize min, MemorySize max, Func<Task> action) => CheckAsync(Between(min, max), action);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no fewer and no more bytes than given.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">
    /// A bound is no size, or the bounds are the wrong way round. Or the delegate is null or returns what is lazy.
    /// </exception>
    public static Task<T> AllocatesAsync<T>(MemorySize min, MemorySize max, Func<Task<T>> function) => CheckAsync(Between(min, max), function);

    /// <summary>Asserts that an async call, on all threads it flows through, allocates no fewer and no more bytes than given.</summary>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">A bound is no size, the bounds are the wrong way round, or the delegate is null.</exception>
    public static Task<AllocationMeasurement> AllocatesAsync(MemorySize min, MemorySize max, Func<MemoryWindow, Task> action) => CheckAsync(Between(min, max), action);

    static Task<AllocationMeasurement> CheckAsync(AskedRange asked, Func<Task> action)
    {
        using var apart = ApartFromFlow.Begin();
        DelegateCheck.RefuseNull(action);
        return AllocationAssertion.CheckAsync(asked.ForTask.Read(), action, action, measured => measured);
    }

    static Task<T> CheckAsync<T>(AskedRange asked, Func<Task<T>> function)
    {
        using var apart = ApartFromFlow.Begin();
        DelegateCheck.RefuseNull(function);
        return CheckReturningAsync(asked.ForTask.Read(), function);
    }

    // Methods of their own, as closures are made at their beginning.
    static Task<T> CheckReturningAsync<T>(AllocationRange range, Func<Task<T>> function)
    {
        Task<T>? last = null;
        return AllocationAssertion.CheckAsync(range, function, () => last = function(), _ => last!.Result, check: () => LazyCheck.Refuse(last!.Result, range.Assertion, nameof(function)));
    }

    static Task<AllocationMeasurement> CheckAsync(AskedRange asked, Func<MemoryWindow, Task> action)
    {
        using var apart = ApartFromFlow.Begin();
        DelegateCheck.RefuseNull(action);
        return CheckPausableAsync(asked.ForTask.Read(), action);
    }

    static Task<AllocationMeasurement> CheckPausableAsync(AllocationRange range, Func<MemoryWindow, Task> action)
    {
        var window = new MemoryWindow();
        return AllocationAssertion.CheckAsync(range, action, () => action(window), measured => measured, window);
    }
}
