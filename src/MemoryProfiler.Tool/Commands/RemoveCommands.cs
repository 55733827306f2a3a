using System.CommandLine;
using MemoryProfiler.Tool.Recording;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>rm</c> and <c>clean</c>: recordings are removed.</summary>
static class RemoveCommands
{
    public static Command CreateRemove()
    {
        var files = RecordingArguments.Required();
        var dryRun = DryRun();
        var command = new Command("rm", "Removes recordings.") { files, dryRun };
        command.SetAction(result => Remove(RecordingFiles.Here.Find(result.GetRequiredValue(files)), result, dryRun));
        return command;
    }

    public static Command CreateClean()
    {
        var dryRun = DryRun();
        var command = new Command("clean", "Removes all recordings of this folder that have names of the recorder's.") { dryRun };
        command.SetAction(result => Remove(RecordingFiles.Here.Names, result, dryRun));
        return command;
    }

    static Option<bool> DryRun() => new("--dry-run") { Description = "Only says which files would be removed." };

    static int Remove(IReadOnlyList<string> files, ParseResult result, Option<bool> dryRun)
    {
        if (result.GetValue(dryRun))
        {
            result.InvocationConfiguration.Output.WriteLine("Files to be removed:");
            foreach (var file in files)
                result.InvocationConfiguration.Output.WriteLine(file);
            return ExitCodes.Success;
        }
        foreach (var file in files)
            File.Delete(file);
        return ExitCodes.Success;
    }
}
