using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemoryProfiler;

/// <summary>
/// Runs what it is given, once, and asserts nothing, as nothing can be measured. Each measurement notes that; standard error
/// says it once, as a passed test would not.
/// </summary>
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public static class MemoryAssert
{
    public static AllocationMeasurement DoesNotAllocate(Action action) => Run(action);

    public static T DoesNotAllocate<T>(Func<T> function) => Run(function);

    public static AllocationMeasurement DoesNotAllocate(Action<MemoryWindow> action) => Run(action);

    public static AllocationMeasurement AllocatesAtMost(MemorySize limit, Action action) => Run(action);

    public static T AllocatesAtMost<T>(MemorySize limit, Func<T> function) => Run(function);

    public static AllocationMeasurement AllocatesAtMost(MemorySize limit, Action<MemoryWindow> action) => Run(action);

    public static AllocationMeasurement Allocates(MemorySize min, MemorySize max, Action action) => Run(action);

    public static T Allocates<T>(MemorySize min, MemorySize max, Func<T> function) => Run(function);

    public static AllocationMeasurement Allocates(MemorySize min, MemorySize max, Action<MemoryWindow> action) => Run(action);

    public static Task<AllocationMeasurement> DoesNotAllocateAsync(Func<Task> action) => RunAsync(action);

    public static Task<T> DoesNotAllocateAsync<T>(Func<Task<T>> function) => RunAsync(function);

    public static Task<AllocationMeasurement> DoesNotAllocateAsync(Func<MemoryWindow, Task> action) => RunAsync(action);

    public static Task<AllocationMeasurement> AllocatesAtMostAsync(MemorySize limit, Func<Task> action) => RunAsync(action);

    public static Task<T> AllocatesAtMostAsync<T>(MemorySize limit, Func<Task<T>> function) => RunAsync(function);

    public static Task<AllocationMeasurement> AllocatesAtMostAsync(MemorySize limit, Func<MemoryWindow, Task> action) => RunAsync(action);

    public static Task<AllocationMeasurement> AllocatesAsync(MemorySize min, MemorySize max, Func<Task> action) => RunAsync(action);

    public static Task<T> AllocatesAsync<T>(MemorySize min, MemorySize max, Func<Task<T>> function) => RunAsync(function);

    public static Task<AllocationMeasurement> AllocatesAsync(MemorySize min, MemorySize max, Func<MemoryWindow, Task> action) => RunAsync(action);

    public static AllocationMeasurement AllocatesNoMoreThanBaseline(
        string name, Action action, MemorySize tolerance = default, [CallerFilePath] string testFile = "") => Run(action);

    public static AllocationMeasurement AllocatesNoMoreThanBaseline<T>(
        string name, Func<T> function, MemorySize tolerance = default, [CallerFilePath] string testFile = "")
    {
        Run(function);
        return Measured();
    }

    public static Task<AllocationMeasurement> AllocatesNoMoreThanBaselineAsync(
        string name, Func<Task> action, MemorySize tolerance = default, [CallerFilePath] string testFile = "") => RunAsync(action);

    public static void IsCollected(Func<object> create) => Run(create);

    public static Task IsCollectedAsync(Func<Task<object>> create) => RunAsync(create);

    public static void DoesNotLeak<T>(Action<Action<T>> action)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(action);
        Run(() => action(_ => { }));
    }

    public static Task DoesNotLeakAsync<T>(Func<Action<T>, Task> action)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunAsync(() => action(_ => { }));
    }

    public static GrowthMeasurement DoesNotGrow(Action action, int calls = 1_000, int retries = 3)
    {
        Run(action);
        return Growth();
    }

    public static GrowthMeasurement DoesNotGrow<T>(Func<T> function, int calls = 1_000, int retries = 3)
    {
        Run(function);
        return Growth();
    }

    public static async Task<GrowthMeasurement> DoesNotGrowAsync(Func<Task> action, int calls = 1_000, int retries = 3, CancellationToken cancellationToken = default)
    {
        await RunAsync(action).ConfigureAwait(false);
        return Growth();
    }

    public static PeakMeasurement PeakAtMost(MemorySize limit, Action action)
    {
        Run(action);
        return Peak();
    }

    public static PeakMeasurement PeakAtMost<T>(MemorySize limit, Func<T> function)
    {
        Run(function);
        return Peak();
    }

    public static async Task<PeakMeasurement> PeakAtMostAsync(MemorySize limit, Func<Task> action, CancellationToken cancellationToken = default)
    {
        await RunAsync(action).ConfigureAwait(false);
        return Peak();
    }

    static AllocationMeasurement Run(Action action)
    {
        Begin(action);
        action();
        return Measured();
    }

    static AllocationMeasurement Run(Action<MemoryWindow> action)
    {
        Begin(action);
        action(new MemoryWindow());
        return Measured();
    }

    static T Run<T>(Func<T> function)
    {
        Begin(function);
        return function();
    }

    static async Task<AllocationMeasurement> RunAsync(Func<Task> action)
    {
        Begin(action);
        await action().ConfigureAwait(false);
        return Measured();
    }

    static Task<AllocationMeasurement> RunAsync(Func<MemoryWindow, Task> action)
    {
        Begin(action);
        return RunAsync(() => action(new MemoryWindow()));
    }

    static Task<T> RunAsync<T>(Func<Task<T>> function)
    {
        Begin(function);
        return function();
    }

    static void Begin(Delegate action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Unrecorded.Say();
    }

    static AllocationMeasurement Measured() => new() { Bytes = 0, FirstCallBytes = 0, Calls = 1, Retries = 0, Notes = [Unrecorded.Note] };

    static GrowthMeasurement Growth() => new() { BytesPerCall = 0, Calls = 1, Rounds = 0 };

    static PeakMeasurement Peak() => new() { PeakBytes = 0, Samples = 0, Calls = 1 };
}
