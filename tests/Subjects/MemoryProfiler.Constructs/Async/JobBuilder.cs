using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Builds a <see cref="Job"/>.</summary>
struct JobBuilder
{
    JobRunner? _runner;

    public readonly Job Task => default;

    public static JobBuilder Create() => default;

    public readonly void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine => machine.MoveNext();

    public readonly void SetStateMachine(IAsyncStateMachine machine)
    {
    }

    public readonly void SetResult() => _runner?.Free();

    public readonly void SetException(Exception exception) => throw exception;

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(Runner(ref machine).Go);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Runner(ref machine).Go);

    JobRunner Runner<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine
    {
        if (_runner is null)
        {
            var runner = JobRunner<TStateMachine>.Rent();
            // Before it is copied: the copy is what goes on.
            _runner = runner;
            runner.Keep(ref machine);
        }
        return _runner;
    }
}
