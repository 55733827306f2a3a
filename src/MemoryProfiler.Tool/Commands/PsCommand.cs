using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Reports.Presentation;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>ps</c>: the processes that can be watched.</summary>
static class PsCommand
{
    static readonly TextTable _table = new(new("PID", 7, 0), new("Resident", 12), new(".NET", 5), new("Command", Gap: 3));

    public static Command Create()
    {
        var command = new Command("ps", "Lists the processes that can be watched, those with most resident memory first.");
        command.SetAction(result =>
        {
            var screen = Screen.Of(result.InvocationConfiguration.Output);
            screen.WriteLine(_table.Header, Ink.Bold);
            foreach (var process in WatchableProcess.All())
            {
                var row = _table.Row(process.Id.ToString(CultureInfo.InvariantCulture), ByteSize.Format(process.ResidentBytes), process.IsDotNet ? "yes" : "", process.Command);
                screen.WriteLine(screen.IsTerminal && row.Length > screen.Width ? row[..(screen.Width - 1)] + Glyphs.Of(screen).Cut : row);
            }
            return ExitCodes.Success;
        });
        return command;
    }
}
