using System.CommandLine;
using System.Globalization;
using MemoryProfiler.Sites.Exports;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Sites;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>sites</c>: which lines, call paths or types of a process allocate what, what lives of it and what lived at the peak.</summary>
static class SitesCommand
{
    const double LongestSeconds = 86_400;
    const int DefaultTop = 20;
    const int DefaultBuffer = 128;

    public static Command Create()
    {
        var words = new Argument<string[]>("process or command")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "The number of a .NET process, or a program and its arguments; behind -- if some of them begin with -.",
        };
        var duration = new Option<string>("--duration", "-d") { Description = "Records so many seconds; without it until the process ends, or Ctrl+C.", HelpName = "seconds" };
        var by = new Option<AllocationGrouping>("--by", "-b") { Description = "What a row is: a line (the default), a path or a type.", HelpName = "line|path|type" };
        var output = new Option<string>("--output", "-o") { Description = "Where to write it: .html or .svg (flame graph), .pb.gz (pprof), .speedscope.json, .firefox.json, .collapsed or .json; without it the table is printed.", HelpName = "file" };
        var top = new Option<int>("--top", "-n") { Description = "How many rows, 20 by default.", HelpName = "rows", DefaultValueFactory = _ => DefaultTop };
        var buffer = new Option<int>("--buffer") { Description = "The runtime's buffer in MB, 128 by default; more where events are lost.", HelpName = "MB", DefaultValueFactory = _ => DefaultBuffer };
        var command = new Command("sites", "Shows which lines of a .NET process allocate what, what of it lives, and what lived at the peak.") { words, duration, by, output, top, buffer };
        command.SetAction(async (result, _) =>
        {
            var target = result.GetValue(output);
            if (target is not null && !SiteFormats.IsKnown(target))
                throw new ToolException(SiteFormats.Refusal(target), ExitCodes.Usage);
            if (result.GetValue(top) < 0)
                throw new ToolException("The option --top cannot be negative.", ExitCodes.Usage);
            if (result.GetValue(buffer) < 1)
                throw new ToolException("The option --buffer has to be 1 or more.", ExitCodes.Usage);
            var recording = new SiteRecording(
                new AllocationSitesOptions { BufferMegabytes = result.GetValue(buffer) },
                result.GetValue(duration) is { } text ? Seconds(duration.Name, text) : Timeout.InfiniteTimeSpan);
            var given = result.GetRequiredValue(words);
            return int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && given.Length == 1
                ? await OfProcess(recording, id, Tell)
                : await OfProgram(recording, given, Tell, result.InvocationConfiguration.Error);

            void Tell(AllocationSnapshot found)
            {
                if (target is not null)
                {
                    found.Save(target);
                    return;
                }
                using var table = new StringWriter();
                found.WriteTo(table, result.GetValue(top), result.GetValue(by));
                result.InvocationConfiguration.Output.Write(InWordsOfOptions(table.ToString()));
            }
        });
        return command;
    }

    static async Task<int> OfProcess(SiteRecording recording, int id, Action<AllocationSnapshot> tell)
    {
        using var end = new Interruption();
        tell(await recording.OfAsync(id, end.Token));
        return ExitCodes.Success;
    }

    // Whatever goes wrong with the recording, the program runs on, and its exit code is the tool's.
    static async Task<int> OfProgram(SiteRecording recording, string[] words, Action<AllocationSnapshot> tell, TextWriter error)
    {
        using var port = StartPort.Open(words[0]);
        using var program = RecordedProgram.Start(words, port is null ? null : port.Tell);
        using var signals = new Signals(program);
        try
        {
            tell(await recording.OfAsync(program, port));
        }
        catch (ToolException e)
        {
            error.WriteLine($"dotnet-mprof: {e.Message}");
        }
        await program.WaitForExitAsync(CancellationToken.None);
        return program.ExitCode;
    }

    // The library names its own options.
    static string InWordsOfOptions(string text) =>
        text.Replace($"{nameof(AllocationSitesOptions)}.{nameof(AllocationSitesOptions.BufferMegabytes)}", "--buffer", StringComparison.Ordinal);

    static TimeSpan Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ToolException(string.Create(CultureInfo.InvariantCulture, $"The option {option} cannot be \"{text}\": it is a number of seconds, more than 0 and up to {LongestSeconds:#,0}."), ExitCodes.Usage);
}
