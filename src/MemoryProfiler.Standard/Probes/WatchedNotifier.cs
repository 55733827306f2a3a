using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemoryProfiler.Probes;

/// <summary>Stands for an awaiter that is a struct, where nobody watches it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public struct WatchedNotifier<TAwaiter>(TAwaiter awaiter) : INotifyCompletion
    where TAwaiter : struct, INotifyCompletion
{
    TAwaiter _awaiter = awaiter;

    public void OnCompleted(Action continuation) => _awaiter.OnCompleted(continuation);
}
