using System.Diagnostics;
using MemoryProfiler.Assertions;
using MemoryProfiler.Ledger;
using MemoryProfiler.Methods;
using MemoryProfiler.Timeline.Recording;
using MemoryProfiler.Timeline.SpanFiles;
using MemoryProfiler.Timeline.Spans;

namespace MemoryProfiler;

/// <summary>
/// Records memory over time: of this process while a delegate runs, or of any process. Works without a mark or a weaver. All
/// members are safe from any thread; several recordings may run at once.
/// </summary>
/// <remarks>
/// Resident and private memory come from the operating system. That is <c>/proc/PID/statm</c> and <c>smaps_rollup</c> on
/// Linux, <c>K32GetProcessMemoryInfo</c> on Windows, <c>proc_pid_rusage</c> on macOS. Managed memory and collections of
/// the own process come from the runtime. Samples are taken on a thread of the recording's own.
/// </remarks>
public static class MemoryMonitor
{
    /// <summary>Runs a delegate, once, and records the memory of this process meanwhile.</summary>
    /// <param name="action">What to run. What it throws comes through as it is; nothing is returned then.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <returns>The recording: its baseline is from just before the delegate ran, its last sample from just after.</returns>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="ArgumentException">The delegate is async, or an option is not allowed.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static MemoryRecording Measure(Action action, MemoryMonitorOptions? options = null)
    {
        Refuse(action, null);
        using var recorder = Begin(options);
        action();
        return End(recorder);
    }

    /// <summary>As the overload for a delegate that returns nothing.</summary>
    /// <typeparam name="T">What the delegate returns.</typeparam>
    /// <param name="function">What to run. What it throws comes through as it is; nothing is returned then.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <returns>The recording, and what the delegate returned. What is lazy in that has not run yet.</returns>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="ArgumentException">The delegate is async, or an option is not allowed.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static MemoryMeasurement<T> Measure<T>(Func<T> function, MemoryMonitorOptions? options = null)
    {
        Refuse(function, typeof(T));
        using var recorder = Begin(options);
        var result = function();
        return new MemoryMeasurement<T>(result, End(recorder));
    }

    /// <summary>As <see cref="Measure(Action, MemoryMonitorOptions?)"/>, for an async delegate: until its task completes.</summary>
    /// <param name="action">What to run, on the caller's <see cref="SynchronizationContext"/>. What it throws comes through as it is.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <returns>The recording.</returns>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static async Task<MemoryRecording> MeasureAsync(Func<Task> action, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        using var recorder = Begin(options);
        await action().ConfigureAwait(false);
        return End(recorder);
    }

    /// <summary>As <see cref="Measure{T}(Func{T}, MemoryMonitorOptions?)"/>, for an async delegate: until its task completes.</summary>
    /// <typeparam name="T">What the task returns.</typeparam>
    /// <param name="function">What to run, on the caller's <see cref="SynchronizationContext"/>. What it throws comes through as it is.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <returns>The recording, and what the task returned.</returns>
    /// <exception cref="ArgumentNullException">There is no delegate.</exception>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static async Task<MemoryMeasurement<T>> MeasureAsync<T>(Func<Task<T>> function, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        using var recorder = Begin(options);
        var result = await function().ConfigureAwait(false);
        return new MemoryMeasurement<T>(result, End(recorder));
    }

    /// <summary>Records the memory of a process until it ends, the time is up or it is cancelled.</summary>
    /// <param name="processId">The process; it may be this one.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <param name="cancellationToken">Ends the recording; what was recorded until then is returned.</param>
    /// <returns>The recording. Watching has begun, with a first sample, when this method returns its task.</returns>
    /// <exception cref="ArgumentException">There is no such process that can be read, or an option is not allowed.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static Task<MemoryRecording> WatchAsync(int processId, MemoryMonitorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var process = new RecordedProcess(processId);
        if (!process.IsRunning)
        {
            process.Dispose();
            throw new ArgumentException(FormattableString.Invariant($"There is no process {processId} whose memory can be read."), nameof(processId));
        }
        return WatchAsync(Begin(options, process), cancellationToken);
    }

    /// <summary>As <see cref="WatchAsync(int, MemoryMonitorOptions?, CancellationToken)"/>.</summary>
    /// <param name="process">The process; it may be this one, and must have been started.</param>
    /// <param name="options">How to record; by default the working set every 10 ms.</param>
    /// <param name="cancellationToken">Ends the recording; what was recorded until then is returned.</param>
    /// <returns>The recording. Watching has begun, with a first sample, when this method returns its task.</returns>
    /// <exception cref="ArgumentNullException">There is no process.</exception>
    /// <exception cref="ArgumentException">It has ended or cannot be read, or an option is not allowed.</exception>
    /// <exception cref="InvalidOperationException">It was never started.</exception>
    /// <exception cref="IOException">The file to record to cannot be written.</exception>
    public static Task<MemoryRecording> WatchAsync(Process process, MemoryMonitorOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        return WatchAsync(process.Id, options, cancellationToken);
    }

    /// <summary>
    /// Adds what profiled processes wrote to the files that the environment variable <c>MEMORYPROFILER_SPANS</c> named
    /// for them. That is their calls and named spans, collections and managed heaps. Even what a killed process left is
    /// read.
    /// </summary>
    /// <param name="recording">A recording of the same time.</param>
    /// <param name="path">A file, or a folder of files that end in <c>.spans</c>.</param>
    /// <returns>The recording with all of it, on one clock. What cannot be read is in its notes; of more than 10,000 spans the longest are kept.</returns>
    /// <exception cref="ArgumentNullException">There is no recording.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static MemoryRecording AddSpans(MemoryRecording recording, string path)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var usual = new MemoryMonitorOptions();
        return SpanMerge.Merge(recording, path, usual.MaxSamples, usual.MaxSpans);
    }

    /// <summary>
    /// Begins a named span in all recordings of this process that are running: <c>using (MemoryMonitor.Span("load")) { … }</c>.
    /// Calls of <c>[Profile]</c> methods and <see cref="MemoryScope"/>s are spans by themselves.
    /// </summary>
    /// <param name="name">What it is called. A null or empty one is shown as <c>(unnamed)</c> rather than thrown for.</param>
    /// <returns>The span, to be disposed. It may enclose an <c>await</c>.</returns>
    /// <remarks>Costs about a microsecond while something is recorded, and next to nothing otherwise. Allocates nothing, takes no lock at its beginning.</remarks>
    public static MemorySpan Span(string name) => SpanFeed.IsWanted ? new MemorySpan(string.IsNullOrEmpty(name) ? NamedScopes.Unnamed : name) : default;

    static async Task<MemoryRecording> WatchAsync(Recorder recorder, CancellationToken cancellationToken)
    {
        using (recorder)
        {
            using var registration = cancellationToken.Register(recorder.Stop);
            await recorder.Ended.ConfigureAwait(false);
            return recorder.End();
        }
    }

    static Recorder Begin(MemoryMonitorOptions? options, RecordedProcess? process = null)
    {
        using var own = OwnWork.Begin();
        options ??= new MemoryMonitorOptions();
        MonitorOptionsCheck.Refuse(options);
        return Recorder.Begin(process ?? new RecordedProcess(Environment.ProcessId), options);
    }

    static MemoryRecording End(Recorder recorder)
    {
        using var own = OwnWork.Begin();
        return recorder.End();
    }

    static void Refuse(Delegate? action, Type? returns)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (DelegateCheck.IsAsync(action, returns))
        {
            throw new ArgumentException(
                "MemoryMonitor.Measure was given an async delegate, of which it would only record what runs before the first await: use await MemoryMonitor.MeasureAsync(async () => …).",
                nameof(action));
        }
    }
}
