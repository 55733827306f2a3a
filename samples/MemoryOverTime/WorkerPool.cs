using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using MemoryProfiler;

namespace MemoryOverTime;

/// <summary>Three workers that each copy a table, against three that map the same file. Working sets alone cannot tell them apart.</summary>
static class WorkerPool
{
    public const string Worker = "worker";

    const int Workers = 3;
    const string Copy = "copy";
    const string Map = "map";
    const string Ready = "ready";

    static readonly MemoryMetric[] _metrics = [MemoryMetric.WorkingSet, MemoryMetric.Pss, MemoryMetric.Uss];

    public static async Task RunAsync(int mebibytes)
    {
        var table = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(table, new byte[mebibytes << 20]);
            Console.WriteLine("                        RSS sum       PSS sum       USS sum");
            foreach (var way in new[] { Copy, Map })
                Tell(way, await RecordAsync(way, table));
        }
        finally
        {
            File.Delete(table);
        }
    }

    /// <summary>What a worker does: reads the whole table, says so, and works on until it is told to end.</summary>
    public static int Work(string way, string table)
    {
        using var mapped = way == Map ? MemoryMappedFile.CreateFromFile(table, FileMode.Open, null, 0, MemoryMappedFileAccess.Read) : null;
        using var view = mapped?.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        var copy = mapped is null ? File.ReadAllBytes(table) : [];
        var sum = copy.Sum(number => (long)number);
        for (var place = 0L; place < (view?.Capacity ?? 0); place += 4_096)
            sum += view!.ReadByte(place);
        Console.WriteLine(Ready);
        _ = Console.ReadLine();
        GC.KeepAlive(copy);
        return (int)sum;
    }

    static async Task<MemoryRecording> RecordAsync(string way, string table)
    {
        using var isEnough = new CancellationTokenSource();
        var workers = Enumerable.Range(0, Workers).Select(_ => Start(way, table)).ToArray();
        foreach (var worker in workers)
            await worker.StandardOutput.ReadLineAsync();
        var recording = MemoryMonitor.WatchAsync(
            Environment.ProcessId,
            new MemoryMonitorOptions { IncludeChildren = true, Metrics = _metrics, Timeout = TimeSpan.FromSeconds(1) },
            isEnough.Token);
        var recorded = await recording;
        foreach (var worker in workers)
        {
            worker.StandardInput.Close();
            await worker.WaitForExitAsync();
            worker.Dispose();
        }
        return recorded;
    }

    static Process Start(string way, string table) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Itself.Arguments(Worker, way, table)) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    static void Tell(string way, MemoryRecording recording)
    {
        var peaks = _metrics.Select(metric => recording.Series.FirstOrDefault(series => series.Metric == metric)?.Peak is { } peak ? Mebibytes.Text(peak.Bytes) : "not known");
        Console.WriteLine($"{Workers} workers {way + ":",-8}{string.Concat(peaks.Select(peak => $"{peak,14}"))}");
    }
}
