using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Tool.Plotting;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>plot</c>: recordings as a picture, a page or a chart in the terminal.</summary>
static class PlotCommand
{
    public static Command Create()
    {
        var files = RecordingArguments.Optional();
        var output = new Option<string>("--output", "-o") { Description = "Where to draw it, as .png, .svg or .html.", HelpName = "file" };
        var terminal = new Option<bool>("--terminal") { Description = "Draws a chart here; also what happens without -o and --open." };
        var open = new Option<bool>("--open") { Description = "Opens what was drawn, or a page if -o does not say what." };
        var title = new Option<string>("--title", "-t") { Description = "What stands above; without it the recorded command line.", HelpName = "text" };
        var noSpans = new Option<bool>("--no-spans", "-n") { Description = "Leaves calls and named spans out." };
        var window = new Option<string>("--window", "-w") { Description = "From which to which second, such as 1.5,3.", HelpName = "from,to" };
        var slope = new Option<bool>("--slope", "-s") { Description = "Draws the trend and says in words whether memory grows." };
        var flame = new Option<bool>("--flame", "-f") { Description = "Stacks spans by their depth." };
        var command = new Command("plot", "Draws recordings, several over one another: as a chart in the terminal, or as a picture or page.") { files, output, terminal, open, title, noSpans, window, slope, flame };
        command.SetAction(result =>
        {
            var target = result.GetValue(output);
            if (target is not null && !PictureFile.IsKnown(target))
                throw new ToolException(PictureFile.Refusal(target), ExitCodes.Usage);
            var range = result.GetValue(window) is { } text ? Window(text) : ((TimeSpan, TimeSpan)?)null;
            var runs = Recordings.Load(result.GetRequiredValue(files), result.InvocationConfiguration.Error);
            var picture = new PlotPicture
            {
                Runs = [.. runs.Select(run => new PlotRun(Path.GetFileNameWithoutExtension(run.File), run.Recording))],
                Title = result.GetValue(title) ?? Title(runs),
                HasSpans = !result.GetValue(noSpans),
                HasTrend = result.GetValue(slope),
                IsFlame = result.GetValue(flame),
                Window = range,
            };
            if (target is null && result.GetValue(open))
                target = Path.Combine(Path.GetTempPath(), $"{runs[0].File.Split('/', '\\')[^1]}.html");
            if (target is not null)
                PictureFile.Save(picture, target, result.InvocationConfiguration.Error);
            if (target is null || result.GetValue(terminal))
                TerminalChart.Write(picture, Screen.Of(result.InvocationConfiguration.Output));
            if (target is not null && result.GetValue(open))
                Browser.Open(target);
            return ExitCodes.Success;
        });
        return command;
    }

    static string Title(IReadOnlyList<(string File, MemoryRecording Recording)> runs)
    {
        if (runs.Count > 1)
            return string.Create(CultureInfo.InvariantCulture, $"{runs.Count} recordings");
        var (file, recording) = runs[0];
        return recording.Command.Length > 0 ? recording.Command : Path.GetFileName(file);
    }

    static (TimeSpan, TimeSpan) Window(string text)
    {
        var ends = text.Split(',');
        if (ends.Length == 2 && Seconds(ends[0]) is { } from && Seconds(ends[1]) is { } to && from < to)
            return (from, to);
        throw new ToolException($"\"{text}\" is no window: write the first and the last second, such as \"1.5,3\".", ExitCodes.Usage);
    }

    static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
