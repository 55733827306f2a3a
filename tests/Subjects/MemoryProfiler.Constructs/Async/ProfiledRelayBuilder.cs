using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>Builds a <see cref="ProfiledRelay"/>.</summary>
struct ProfiledRelayBuilder
{
    AsyncTaskMethodBuilder _builder;

    public ProfiledRelay Task => new(_builder.Task);

    public static ProfiledRelayBuilder Create() => new() { _builder = AsyncTaskMethodBuilder.Create() };

    public void Start<TStateMachine>(ref TStateMachine machine)
        where TStateMachine : IAsyncStateMachine => _builder.Start(ref machine);

    public void SetStateMachine(IAsyncStateMachine machine) => _builder.SetStateMachine(machine);

    public void SetResult() => _builder.SetResult();

    public void SetException(Exception exception) => _builder.SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitOnCompleted(ref awaiter, ref machine);

    [Profile]
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => _builder.AwaitUnsafeOnCompleted(ref awaiter, ref machine);
}
