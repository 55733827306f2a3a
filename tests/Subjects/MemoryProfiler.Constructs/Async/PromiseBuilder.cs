using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Builds a <see cref="Promise{T}"/>; boxes the state machine as an interface, as the first builders did.</summary>
public struct PromiseBuilder<T>
{
    public Promise<T> Task { get; private set; }

#pragma warning disable CA1000 // What the compiler asks of a builder.
    public static PromiseBuilder<T> Create() => new() { Task = new Promise<T>() };
#pragma warning restore CA1000

    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine => machine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public readonly void SetResult(T result) => Task.Keep(result);

    public readonly void SetException(Exception exception) => Task.Break(exception);

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(Boxed(machine));

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Boxed(machine));

    static Action Boxed(IAsyncStateMachine machine) => machine.MoveNext;
}
