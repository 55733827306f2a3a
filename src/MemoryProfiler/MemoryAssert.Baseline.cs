using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions;
using MemoryProfiler.Assertions.Baselines;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler;

public static partial class MemoryAssert
{
    /// <summary>
    /// Asserts that a call allocates no more than it did when its baseline was written. Baselines are in a JSON file
    /// beside the test, to be committed: <c>OrderTests.memory.json</c> for <c>OrderTests.cs</c>. The environment variable
    /// <c>MEMORYPROFILER_BASELINE=update</c> writes the baselines instead of comparing with them.
    /// </summary>
    /// <remarks>
    /// A baseline holds for one kind of build: Debug code may allocate more. In a build that maps its source paths
    /// (<c>ContinuousIntegrationBuild</c>) the file is looked for beside the test assembly. Let the project copy it
    /// there.
    /// </remarks>
    /// <param name="name">What the baseline is called in the file.</param>
    /// <param name="action">The call.</param>
    /// <param name="tolerance">How many bytes more than the baseline are allowed.</param>
    /// <param name="testFile">The test's source file; leave it to the compiler.</param>
    /// <returns>What was measured; a note says so if it was less.</returns>
    /// <exception cref="MemoryAssertException">The call allocates more, or there is no baseline of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty, the tolerance is no size, or the delegate is null or async.</exception>
    /// <exception cref="InvalidDataException">The file is not one of baselines.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static AllocationMeasurement AllocatesNoMoreThanBaseline(
        string name, Action action, MemorySize tolerance = default, [CallerFilePath] string testFile = "")
    {
        using var scope = AssertionScope.Begin();
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DelegateCheck.RefuseAsync(action, NoMoreThanBaseline);
        var baseline = new BaselineCheck(NoMoreThanBaseline, name, tolerance.ToBytes(nameof(tolerance)), testFile, action);
        return baseline.Judge(AllocationAssertion.Check(scope, baseline.Range, action, action));
    }

    /// <summary>As the overload for a call that returns nothing; what this one returns must not be lazy.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="name">What the baseline is called in the file.</param>
    /// <param name="function">The call.</param>
    /// <param name="tolerance">How many bytes more than the baseline are allowed.</param>
    /// <param name="testFile">The test's source file; leave it to the compiler.</param>
    /// <returns>What was measured; a note says so if it was less.</returns>
    /// <exception cref="MemoryAssertException">The call allocates more, or there is no baseline of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty, the tolerance is no size, or the delegate is null, async or returns what is lazy.</exception>
    /// <exception cref="InvalidDataException">The file is not one of baselines.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static AllocationMeasurement AllocatesNoMoreThanBaseline<T>(
        string name, Func<T> function, MemorySize tolerance = default, [CallerFilePath] string testFile = "")
    {
        using var scope = AssertionScope.Begin();
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DelegateCheck.RefuseAsync(function, NoMoreThanBaseline, typeof(T));
        var baseline = new BaselineCheck(NoMoreThanBaseline, name, tolerance.ToBytes(nameof(tolerance)), testFile, function);
        return Compare(scope, baseline, function);
    }

    /// <summary>As <see cref="AllocatesNoMoreThanBaseline(string, Action, MemorySize, string)"/>, for an async call, on all threads it flows through.</summary>
    /// <param name="name">What the baseline is called in the file.</param>
    /// <param name="action">The call.</param>
    /// <param name="tolerance">How many bytes more than the baseline are allowed.</param>
    /// <param name="testFile">The test's source file; leave it to the compiler.</param>
    /// <returns>What was measured; a note says so if it was less.</returns>
    /// <exception cref="MemoryAssertException">The call allocates more, or there is no baseline of that name.</exception>
    /// <exception cref="ArgumentException">The name is empty, the tolerance is no size, or the delegate is null.</exception>
    /// <exception cref="InvalidDataException">The file is not one of baselines.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static Task<AllocationMeasurement> AllocatesNoMoreThanBaselineAsync(
        string name, Func<Task> action, MemorySize tolerance = default, [CallerFilePath] string testFile = "")
    {
        using var apart = ApartFromFlow.Begin();
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DelegateCheck.RefuseNull(action);
        var baseline = new BaselineCheck(NoMoreThanBaseline.ForTask, name, tolerance.ToBytes(nameof(tolerance)), testFile, action);
        return AllocationAssertion.CheckAsync(baseline.Range, action, action, baseline.Judge);
    }

    static AssertionName NoMoreThanBaseline => new(nameof(AllocatesNoMoreThanBaseline), nameof(AllocatesNoMoreThanBaselineAsync));

    // A method of its own, as the closure is made at its beginning.
    static AllocationMeasurement Compare<T>(AssertionScope scope, BaselineCheck baseline, Func<T> function)
    {
        var last = default(T);
        return baseline.Judge(AllocationAssertion.Check(scope, baseline.Range, function, () => last = function(), check: () => LazyCheck.Refuse(last, baseline.Range.Assertion, nameof(function))));
    }
}
