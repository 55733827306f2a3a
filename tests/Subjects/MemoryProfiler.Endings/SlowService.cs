using Microsoft.Extensions.Hosting;

namespace MemoryProfiler.Endings;

/// <summary>Works once more when it is stopped, but not before a file is there.</summary>
sealed class SlowService(string gate) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine(Environment.ProcessId);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
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
}
