using System.Diagnostics;

namespace MemoryProfiler;

/// <summary>Runs what it is given, and records nothing of it.</summary>
public static class MemoryMonitor
{
    public static MemoryRecording Measure(Action action, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        action();
        return Unrecorded.Recording();
    }

    public static MemoryMeasurement<T> Measure<T>(Func<T> function, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new MemoryMeasurement<T>(function(), Unrecorded.Recording());
    }

    public static async Task<MemoryRecording> MeasureAsync(Func<Task> action, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        await action().ConfigureAwait(false);
        return Unrecorded.Recording();
    }

    public static async Task<MemoryMeasurement<T>> MeasureAsync<T>(Func<Task<T>> function, MemoryMonitorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new MemoryMeasurement<T>(await function().ConfigureAwait(false), Unrecorded.Recording());
    }

    public static Task<MemoryRecording> WatchAsync(int processId, MemoryMonitorOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Unrecorded.Recording());

    public static Task<MemoryRecording> WatchAsync(Process process, MemoryMonitorOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(Unrecorded.Recording());

    public static MemoryRecording AddSpans(MemoryRecording recording, string path) => recording;

    public static MemorySpan Span(string name) => default;
}
