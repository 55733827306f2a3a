using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Builds a <see cref="BoxingJob"/>.</summary>
struct BoxingJobBuilder
{
    public readonly BoxingJob Task => default;

    public static BoxingJobBuilder Create() => default;

    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine => machine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public readonly void SetResult()
    {
    }

    public readonly void SetException(Exception exception) => throw exception;

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(machine.MoveNext);

    [Profile]
    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(machine.MoveNext);
}
