using System.Diagnostics;
using MemoryProfiler.Assertions;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

/// <summary>
/// Assertions on memory for tests in any framework, and for plain code. One that does not hold throws a
/// <see cref="MemoryAssertException"/> whose message says by how much, and which profiled lines did it.
/// </summary>
/// <remarks>
/// <para>
/// A delegate is called until two calls in a row allocate the same, so that type loading and caches do not count. If that
/// is too much, it is called until its code is optimised. If it fails, it is called once more to find the lines. It must
/// be possible to repeat it. What it throws comes through untouched. What it returns must be there, not work that is
/// still to be done. A lazy sequence, a <see cref="Lazy{T}"/> or, from a synchronous delegate, a task is refused. The
/// calls are the test's and not the program's. <see cref="MemoryReport"/> shows none of them, and the profiled lines
/// around an assertion count none of their bytes. What a synchronous delegate lets other threads do is in the report.
/// </para>
/// <para>
/// Bytes are exact, from <see cref="GC.GetAllocatedBytesForCurrentThread"/>. Other threads and other tests are not in
/// them, and neither the assertion's own bytes nor the profiler's count. Background collections are kept away meanwhile:
/// <see cref="System.Runtime.GCSettings.LatencyMode"/> is <see cref="System.Runtime.GCLatencyMode.Batch"/> until the last
/// assertion that runs has ended. Native memory, memory of the stack and what the JIT compiler leaves on the stack are no
/// managed allocations. To an assertion around it, an assertion is one call of its delegate.
/// </para>
/// <para>
/// The async members count a call on all threads it flows through. They count from where the runtime brings its
/// <see cref="ExecutionContext"/> onto a thread to where it takes it off again. <c>ConfigureAwait(false)</c> and
/// <see cref="Task.Run(Action)"/> change nothing in that. What runs without the context is not counted: after
/// <see cref="ExecutionContext.SuppressFlow"/>, in <c>Unsafe…</c> callbacks, in an I/O callback before it resumes the
/// await. Work that is still running when the task has completed is not counted either. A flow with an
/// <see cref="AsyncLocal{T}"/> value costs what it costs under every test runner and web server. A task with a delegate
/// of its own keeps the context.
/// </para>
/// <para>All members are safe from any thread, at the same time.</para>
/// </remarks>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static partial class MemoryAssert
{
    /// <summary>Asserts that a call allocates nothing.</summary>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    public static AllocationMeasurement DoesNotAllocate(Action action) => Check(Nothing, action);

    /// <summary>Asserts that a call allocates nothing.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null, async or returns what is lazy.</exception>
    public static T DoesNotAllocate<T>(Func<T> function) => Check(Nothing, function);

    /// <summary>Asserts that a call allocates nothing.</summary>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates.</exception>
    /// <exception cref="ArgumentException">The delegate is null or async.</exception>
    public static AllocationMeasurement DoesNotAllocate(Action<MemoryWindow> action) => Check(Nothing, action);

    /// <summary>Asserts that a call allocates no more than a limit.</summary>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null or async.</exception>
    public static AllocationMeasurement AllocatesAtMost(MemorySize limit, Action action) => Check(AtMost(limit), action);

    /// <summary>Asserts that a call allocates no more than a limit.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null, async or returns what is lazy.</exception>
    public static T AllocatesAtMost<T>(MemorySize limit, Func<T> function) => Check(AtMost(limit), function);

    /// <summary>Asserts that a call allocates no more than a limit.</summary>
    /// <param name="limit">The most bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates more.</exception>
    /// <exception cref="ArgumentException">The limit is no size, or the delegate is null or async.</exception>
    public static AllocationMeasurement AllocatesAtMost(MemorySize limit, Action<MemoryWindow> action) => Check(AtMost(limit), action);

    /// <summary>Asserts that a call allocates no fewer and no more bytes than given.</summary>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="action">The call.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">A bound is no size, the bounds are the wrong way round, or the delegate is null or async.</exception>
    public static AllocationMeasurement Allocates(MemorySize min, MemorySize max, Action action) => Check(Between(min, max), action);

    /// <summary>Asserts that a call allocates no fewer and no more bytes than given.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="function">The call.</param>
    /// <returns>What the last call returned.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">
    /// A bound is no size, or the bounds are the wrong way round. Or the delegate is null, async or returns what is lazy.
    /// </exception>
    public static T Allocates<T>(MemorySize min, MemorySize max, Func<T> function) => Check(Between(min, max), function);

    /// <summary>Asserts that a call allocates no fewer and no more bytes than given.</summary>
    /// <param name="min">The fewest bytes one call may allocate: a number or a text such as <c>"64 KB"</c>.</param>
    /// <param name="max">The most bytes it may allocate.</param>
    /// <param name="action">The call; it can leave parts out with <see cref="MemoryWindow.Pause"/>.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="MemoryAssertException">It allocates fewer or more.</exception>
    /// <exception cref="ArgumentException">A bound is no size, the bounds are the wrong way round, or the delegate is null or async.</exception>
    public static AllocationMeasurement Allocates(MemorySize min, MemorySize max, Action<MemoryWindow> action) => Check(Between(min, max), action);

    static AskedRange Nothing => new(new(nameof(DoesNotAllocate), nameof(DoesNotAllocateAsync)), 0);

    static AskedRange AtMost(MemorySize limit) => new(new(nameof(AllocatesAtMost), nameof(AllocatesAtMostAsync)), limit);

    static AskedRange Between(MemorySize min, MemorySize max) => new(new(nameof(Allocates), nameof(AllocatesAsync)), max) { Min = min };

    static AllocationMeasurement Check(AskedRange asked, Action action)
    {
        using var scope = AssertionScope.Begin();
        var range = asked.Read();
        DelegateCheck.RefuseAsync(action, range.Assertion);
        return AllocationAssertion.Check(scope, range, action, action);
    }

    static T Check<T>(AskedRange asked, Func<T> function)
    {
        using var scope = AssertionScope.Begin();
        return Check(scope, asked.Read(), function);
    }

    // A method of its own, as the closure is made at its beginning.
    static T Check<T>(AssertionScope scope, AllocationRange range, Func<T> function)
    {
        DelegateCheck.RefuseAsync(function, range.Assertion, typeof(T));
        var last = default(T);
        AllocationAssertion.Check(scope, range, function, () => last = function(), check: () => LazyCheck.Refuse(last, range.Assertion, nameof(function)));
        return last!;
    }

    static AllocationMeasurement Check(AskedRange asked, Action<MemoryWindow> action)
    {
        using var scope = AssertionScope.Begin();
        return Check(scope, asked.Read(), action);
    }

    static AllocationMeasurement Check(AssertionScope scope, AllocationRange range, Action<MemoryWindow> action)
    {
        DelegateCheck.RefuseAsync(action, range.Assertion);
        var window = new MemoryWindow();
        return AllocationAssertion.Check(scope, range, action, () => action(window), window);
    }
}
