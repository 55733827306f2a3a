using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemoryProfiler.Probes.Activations;
using MemoryProfiler.Probes.Suspensions;

namespace MemoryProfiler.Probes;

/// <summary>As <see cref="WatchedAwaiter{TAwaiter}"/>, of one that can do no more than <see cref="INotifyCompletion"/>. Not meant to be written by hand.</summary>
/// <typeparam name="TAwaiter">The awaiter's type.</typeparam>
/// <param name="awaiter">The awaiter.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerNonUserCode, DebuggerStepThrough, StackTraceHidden]
public struct WatchedNotifier<TAwaiter>(TAwaiter awaiter) : INotifyCompletion
    where TAwaiter : struct, INotifyCompletion
{
    TAwaiter _awaiter = awaiter;

    /// <inheritdoc/>
    public unsafe void OnCompleted(Action continuation)
    {
        var segments = SuspensionHook.Begin();
        _awaiter.OnCompleted(continuation);
        SuspendedSegments.End(segments);
    }
}
