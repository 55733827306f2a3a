using System.Diagnostics;

namespace MemoryProfiler.SiteModes;

/// <summary>This process's diagnostics port, on Linux.</summary>
static class DiagnosticsPort
{
    static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until somebody has come to it: what is allocated before is not recorded.</summary>
    public static void WaitForVisitor()
    {
        var waited = Stopwatch.StartNew();
        // The socket that listens, and one for who has come.
        while (waited.Elapsed < _patience && File.ReadLines("/proc/net/unix").Count(line => line.Contains($"dotnet-diagnostic-{Environment.ProcessId}-", StringComparison.Ordinal)) < 2)
            Thread.Sleep(10);
    }
}
