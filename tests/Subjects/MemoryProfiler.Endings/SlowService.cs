using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace MemoryProfiler.Endings;

/// <summary>Works once more when it is stopped, but not before a file is there.</summary>
sealed class SlowService(string gate) : IHostedLifecycleService, IDisposable
{
    PosixSignalRegistration[] _again = [];

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(Environment.ProcessId);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A host that has stopped hears no more signals: one that is still on its way then would end the process.
        _again = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, _ => Console.WriteLine("again")))];
        Console.WriteLine("stopping");
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        while (!File.Exists(gate))
            await Task.Delay(10, CancellationToken.None);
        Work.End();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _again)
            registration.Dispose();
    }
}
