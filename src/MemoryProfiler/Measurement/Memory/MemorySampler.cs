using System.Diagnostics;
using MemoryProfiler.Copies;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Measurement.Memory;

/// <summary>
/// The one thread on which the profiler reads memory by itself. Each subscriber has a pace and a metric of its own; while
/// all rest, so does the thread.
/// </summary>
static class MemorySampler
{
    // Shorter pauses are slept: a wait costs more and nobody wakes the thread that soon.
    const int LongestSleep = 50;

    static readonly ManualResetEventSlim _wake = new(false, spinCount: 0);
    static readonly object _gate = new();
    static SamplerSubscription[] _subscriptions = [];
    static bool _isRunning;

    /// <summary>Adds a subscriber. Safe from any thread.</summary>
    /// <param name="subscription">The subscriber, which is due at once.</param>
    /// <param name="name">What it does, for the log.</param>
    /// <returns>Whether there is a thread that serves it.</returns>
    public static bool TryAdd(SamplerSubscription subscription, string name)
    {
        lock (_gate)
        {
            if (OwnContext.IsUnloading || (!_isRunning && !TryStart(name)))
                return false;
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
            _wake.Set();
            return true;
        }
    }

    /// <summary>Ends the thread's rest. Safe from any thread.</summary>
    public static void Wake() => _wake.Set();

    static bool TryStart(string name)
    {
        try
        {
            new Thread(Run) { IsBackground = true, Name = "MemoryProfiler sampler" }.Start();
            OwnContext.AtUnload(Wake);
            return _isRunning = true;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or ThreadStartException or OutOfMemoryException)
        {
            MemoryProfilerLog.Write($"The sampler's thread could not start, so there is none for this: {name}.", e);
            return false;
        }
    }

    static void Run()
    {
        while (true)
        {
            // Before the subscribers are asked: who wakes the thread after that wakes it from its rest.
            _wake.Reset();
            // A thread that runs our code keeps its context from unloading.
            if (OwnContext.IsUnloading)
                return;
            var next = long.MaxValue;
            foreach (var subscription in Volatile.Read(ref _subscriptions))
                next = Math.Min(next, subscription.RunIfDue(Stopwatch.GetTimestamp()));
            if (next == long.MaxValue)
                _wake.Wait();
            else
                Pause(next - Stopwatch.GetTimestamp());
        }
    }

    static void Pause(long ticks)
    {
        var milliseconds = (int)Math.Clamp(((ticks * 1_000) + Stopwatch.Frequency - 1) / Stopwatch.Frequency, 0, int.MaxValue);
        if (milliseconds > LongestSleep)
            _wake.Wait(milliseconds);
        else if (milliseconds > 0)
            Thread.Sleep(milliseconds);
    }
}
