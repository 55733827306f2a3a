using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Tool.Recording;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>list</c>: the recordings of the current folder.</summary>
static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the recordings of this folder with the numbers by which other verbs know them.");
        command.SetAction(result =>
        {
            var output = result.InvocationConfiguration.Output;
            foreach (var (index, name) in RecordingFiles.Here.Names.Index())
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index} {name} {RecordingFiles.MomentOf(name):HH:mm:ss dd/MM/yyyy}"));
            return ExitCodes.Success;
        });
        return command;
    }
}
