using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Assertions.Measuring;

namespace MemoryProfiler.Assertions;

/// <summary>Refuses what a delegate returned without having made it: the work is done only when somebody asks for it.</summary>
[StackTraceHidden]
static class LazyCheck
{
    /// <summary>Refuses a value that is still to be computed.</summary>
    /// <param name="value">What the delegate returned.</param>
    /// <param name="assertion">Which assertion.</param>
    /// <param name="parameter">The delegate's parameter.</param>
    /// <exception cref="ArgumentException">It is a lazy sequence, a <see cref="Lazy{T}"/> or a task.</exception>
    public static void Refuse<T>(T? value, AssertionName assertion, string parameter)
    {
        if (!assertion.IsAsync && DelegateCheck.IsAwaitable(value?.GetType()))
            throw DelegateCheck.Async(assertion, parameter);
        if (IsA(typeof(T), typeof(IAsyncEnumerable<>)) || value is IAsyncStateMachine)
        {
            throw new ArgumentException(
                $"{assertion} was given a delegate that returns an async sequence, of which nothing has run yet: enumerate it in the delegate, await {assertion.OnTask}(async () => {{ await foreach (var item in …) {{ }} }}).", parameter);
        }
        if (value is not null && IsA(value.GetType(), typeof(Lazy<>)))
        {
            throw new ArgumentException(
                $"{assertion} was given a delegate that returns a Lazy<T>, which has computed nothing yet: return its Value.", parameter);
        }
        if (IsLazySequence(value))
        {
            throw new ArgumentException(
                $"{assertion} was given a delegate that returns a lazy sequence, of which nothing has run yet: enumerate it in the delegate, for example with ToList().", parameter);
        }
    }

    // Iterators of C#, F# and VB and most of LINQ's are sequence and enumerator in one object. A collection has its items.
    static bool IsLazySequence(object? value) =>
        value switch
        {
            null or ValueType or string or ICollection => false,
            IQueryable or ParallelQuery => true,
            IEnumerator => value is IEnumerable || value.GetType().IsDefined(typeof(CompilerGeneratedAttribute), inherit: false),
            IEnumerable => IsOfLinq(value.GetType()),
            _ => false,
        };

    static bool IsOfLinq(Type type) =>
        type.Namespace switch
        {
            // Lookups and groups have been made when they are returned.
            "System.Linq" => !type.Name.Contains("Lookup", StringComparison.Ordinal) && !type.Name.StartsWith("Grouping", StringComparison.Ordinal),
            "System.IO.Enumeration" => true,
            _ => false,
        };

    static bool IsA(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
