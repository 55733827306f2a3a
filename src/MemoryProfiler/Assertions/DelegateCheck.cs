using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions;

/// <summary>Refuses delegates that would be measured wrongly, before they run.</summary>
[StackTraceHidden]
static class DelegateCheck
{
    /// <summary>Refuses no delegate, and one that goes on after it has returned.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentException">It is async.</exception>
    public static void RefuseAsync(Delegate? action, AssertionName assertion, Type? returns = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (IsAsync(action, returns))
            throw Async(assertion, nameof(action));
    }

    /// <summary>The refusal of an async delegate by a synchronous assertion.</summary>
    public static ArgumentException Async(AssertionName assertion, string parameter) => new(
        $"{assertion} was given an async delegate, of which it would only count what runs before the first await: use await {assertion.OnTask}({assertion.AsyncDelegate}).", parameter);

    /// <summary>Refuses no delegate.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static void RefuseNull(Delegate? action) => ArgumentNullException.ThrowIfNull(action);

    /// <summary>Whether a delegate goes on after it has returned.</summary>
    public static bool IsAsync(Delegate action, Type? returns) => IsAwaitable(returns) || Array.Exists(action.GetInvocationList(), IsAsync);

    static bool IsAsync(Delegate one) => one.Method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false) || IsAwaitable(one.Method.ReturnType);

    /// <summary>Whether a value of a type is awaited to go on.</summary>
    public static bool IsAwaitable(Type? type) =>
        type is not null
        && (typeof(Task).IsAssignableFrom(type)
            || type == typeof(ValueTask)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>)));
}
