using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Probes.Suspensions;

namespace MemoryProfiler.Probes;

/// <summary>
/// Stands for an awaiter that is a struct where a profiled method of the runtime's own async awaits it: the runtime may call it
/// directly. As big as the awaiter itself. Not meant to be written by hand.
/// </summary>
/// <typeparam name="TAwaiter">The awaiter's type.</typeparam>
/// <param name="awaiter">The awaiter.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public struct WatchedAwaiter<TAwaiter>(TAwaiter awaiter) : ICriticalNotifyCompletion
    where TAwaiter : struct, ICriticalNotifyCompletion
{
    TAwaiter _awaiter = awaiter;

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public unsafe void UnsafeOnCompleted(Action continuation)
    {
        var segments = SuspensionHook.Begin();
        _awaiter.UnsafeOnCompleted(continuation);
        SuspendedSegments.End(segments);
    }
}
