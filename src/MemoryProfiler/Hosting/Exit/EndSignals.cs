using System.Runtime.InteropServices;
using MemoryProfiler.Diagnostics;

namespace MemoryProfiler.Hosting.Exit;

/// <summary>
/// Does something when a signal is about to end the program. The signals are <c>SIGINT</c> (Ctrl+C), <c>SIGTERM</c>,
/// <c>SIGHUP</c>, <c>SIGQUIT</c>, and the console's events that .NET shows as these on Windows. The signal then ends the
/// program as it would have without this. The runtime puts the system's own handling back and sends it again. From .NET
/// 10 on the handlers registered last run first. So the program's own have run before, and those that cancel are seen.
/// </summary>
static class EndSignals
{
    // A kill is a kill: what does not get written in this time is not worth keeping a program for that was told to end.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // The runtime sends the signal again right after the handlers.
    static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    static readonly object _gate = new();
    static readonly List<PosixSignalRegistration> _registrations = [];
    static Action _action = () => { };
    static Thread? _worker;
    static int _ending;

    /// <summary>Begins to wait for signals.</summary>
    /// <param name="action">Runs on a thread of its own, once for several signals that come while it runs; must not throw.</param>
    public static void Watch(Action action)
    {
        _action = action;
        try
        {
            foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
            {
                if (!RaisesProcessExit(signal))
                    _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
            }
        }
        catch (Exception e) when (e is PlatformNotSupportedException or IOException)
        {
            MemoryProfilerLog.Write("Signals cannot be waited for; there is no report if one ends the program.", e);
        }
    }

    /// <summary>Waits for signals no longer.</summary>
    public static void Stop()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _registrations.Clear();
    }

    /// <summary>Lets a signal end the program that came before the program's own end, which must not change the exit status.</summary>
    public static void LetTheFirstOneEnd()
    {
        if (Volatile.Read(ref _ending) == 0)
            return;
        SpinWait.SpinUntil(() => Volatile.Read(ref _ending) == 0, _patience);
        Thread.Sleep(_grace);
    }

    /// <summary>Before .NET 10 the runtime itself ends a program as if it had called <see cref="Environment.Exit"/>.</summary>
    static bool RaisesProcessExit(PosixSignal signal) =>
        Environment.Version.Major < 10 && (signal == PosixSignal.SIGTERM || (signal == PosixSignal.SIGHUP && OperatingSystem.IsWindows()));

    static void OnSignal(PosixSignalContext context)
    {
        // The program goes on, or ends in its own way.
        if (context.Cancel)
            return;
        Interlocked.Increment(ref _ending);
        try
        {
            Work().Join(_patience);
        }
        catch (Exception e)
        {
            MemoryProfilerLog.Write($"There is no report at {context.Signal}.", e);
        }
        finally
        {
            Interlocked.Decrement(ref _ending);
        }
    }

    static Thread Work()
    {
        lock (_gate)
        {
            if (_worker is not { IsAlive: true })
            {
                _worker = new Thread(() => _action()) { IsBackground = true, Name = "MemoryProfiler report" };
                _worker.Start();
            }
            return _worker;
        }
    }
}
