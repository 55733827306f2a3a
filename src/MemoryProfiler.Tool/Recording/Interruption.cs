using System.Runtime.InteropServices;

namespace MemoryProfiler.Tool.Recording;

/// <summary>Signals that end a recording of a process that runs already, and not the tool: it then tells what it has.</summary>
sealed class Interruption : IDisposable
{
    readonly CancellationTokenSource _end = new();
    readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to wait for them.</summary>
    public Interruption() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, End))];

    /// <summary>Cancelled by the first of them.</summary>
    public CancellationToken Token => _end.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end.Dispose();
    }

    void End(PosixSignalContext context)
    {
        context.Cancel = true;
        _end.Cancel();
    }
}
