using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Tool.Recording;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>peak</c>: the highest memory of recordings.</summary>
static class PeakCommand
{
    public static Command Create()
    {
        var files = RecordingArguments.Optional();
        var function = new Option<string>("--func", "-f") { Description = "The highest while this function ran.", HelpName = "name" };
        var command = new Command("peak", "Prints the highest memory of recordings, and of each child.") { files, function };
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            foreach (var (file, recording) in Recordings.Load(result.GetRequiredValue(files), result.InvocationConfiguration.Error))
            {
                output.WriteLine($"{file}\t{MiB(result.GetValue(function) is { } name ? RecordingPeaks.During(file, recording, name) : recording.Peak?.Bytes ?? 0)}");
                foreach (var child in recording.Series.Skip(1).Where(series => series.Metric == recording.Series[0].Metric && series.Peak is not null))
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Child {child.ProcessId}\t\t\t{MiB(child.Peak!.Value.Bytes)}"));
            }
            return ExitCodes.Success;
        });
        return command;
    }

    // To the digit what mprof prints, which rounds half to even.
    static string MiB(long bytes) => Math.Round(bytes / (decimal)(1 << 20), 3).ToString("F3", CultureInfo.InvariantCulture) + " MiB";
}
