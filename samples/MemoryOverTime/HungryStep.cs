using System.Diagnostics;
using System.Globalization;
using MemoryProfiler;

namespace MemoryOverTime;

/// <summary>A step that needs much memory once: inside the program the collector keeps what it left, in a process of its own all comes back.</summary>
static class HungryStep
{
    public const string Apart = "apart";

    public static async Task RunAsync(int mebibytes)
    {
        // The one that leaves nothing behind first.
        Tell("in its own process", await MemoryMonitor.MeasureAsync(() => ComputeApartAsync(mebibytes), new MemoryMonitorOptions { IncludeChildren = true }));
        Tell("inside the program", MemoryMonitor.Measure(() => Compute(mebibytes)));
    }

    [Profile]
    public static long Compute(int mebibytes)
    {
        var parts = new List<long[]>();
        for (var i = 0; i < mebibytes * 16; i++)
            parts.Add([.. Enumerable.Repeat((long)i, 8_192)]);
        return parts.Sum(part => part[^1]);
    }

    static async Task<long> ComputeApartAsync(int mebibytes)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, Itself.Arguments(Apart, mebibytes.ToString(CultureInfo.InvariantCulture))) { RedirectStandardOutput = true })!;
        var result = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return long.Parse(result, CultureInfo.InvariantCulture);
    }

    static void Tell(string how, MemoryMeasurement<long> measured)
    {
        var recording = measured.Recording;
        var (before, samples) = (recording.Baseline!.Value, recording.Series[0].Samples);
        Console.WriteLine($"{how + ":",-22}{measured.Result:N0}, {Mebibytes.Text(recording.Peak!.Value.Bytes - before)} more at the peak, {Mebibytes.Text(samples[^1].Bytes - before)} more afterwards");
    }
}
