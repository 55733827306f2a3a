using System.CommandLine;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>attach</c>: a process that runs already, recorded until it ends or the tool is ended.</summary>
static class AttachCommand
{
    public static Command Create()
    {
        var process = new Argument<string>("process") { Description = "The number of a process, its name, or a part of its command line." };
        var options = new RecordingOptions();
        var command = new Command("attach", "Records a process that runs already, until it ends; Ctrl+C ends the recording.") { process };
        options.AddTo(command);
        var profile = new AttachedProfile();
        profile.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            if (profile.IsGiven(result))
                return await profile.RunAsync(result, result.GetRequiredValue(process), options.Timeout(result) ?? Timeout.InfiniteTimeSpan);
            var error = result.InvocationConfiguration.Error;
            var target = options.Target(result);
            using var line = LiveLine.Create(error);
            var monitor = options.Of(result, target, line);
            var id = WatchedName.Find(result.GetRequiredValue(process));
            target.Claim();
            using var end = new Interruption();
            var recording = await Watch(id, monitor, target, end.Token);
            line?.Dispose();
            RecordingEnd.Tell(recording, target, error, isTerminal: line is not null);
            return ExitCodes.Success;
        });
        return command;
    }

    static async Task<MemoryRecording> Watch(int id, MemoryMonitorOptions options, RecordingTarget target, CancellationToken cancellation)
    {
        try
        {
            return await MemoryMonitor.WatchAsync(id, options, cancellation);
        }
        catch (ArgumentException e)
        {
            target.Release();
            throw new ToolException($"There is no process {id} whose memory can be read: dotnet mprof ps lists those that can be watched.", inner: e);
        }
    }
}
