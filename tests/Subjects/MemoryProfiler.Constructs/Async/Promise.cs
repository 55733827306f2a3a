using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace MemoryProfiler.Constructs.Async;

/// <summary>A task-like type with a builder of its own.</summary>
[AsyncMethodBuilder(typeof(PromiseBuilder<>))]
public sealed class Promise<T>
{
    T _value = default!;
    ExceptionDispatchInfo? _failure;

    public T Result
    {
        get
        {
            _failure?.Throw();
            return _value;
        }
    }

    public void Keep(T value) => _value = value;

    public void Break(Exception failure) => _failure = ExceptionDispatchInfo.Capture(failure);
}
