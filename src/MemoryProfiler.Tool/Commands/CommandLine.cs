using System.CommandLine;
using System.CommandLine.Invocation;

namespace MemoryProfiler.Tool.Commands;

/// <summary>The whole command line: the verbs, and what becomes of their faults.</summary>
static class CommandLine
{
    // What begins with @ is a file of that name; the words of a program to record are its own.
    static readonly ParserConfiguration _parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The words after the tool's name.</param>
    /// <param name="output">What was asked for.</param>
    /// <param name="error">Sentences on what went wrong, and what is told while a program runs.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var result = Root().Parse(args, _parser);
        if (result.Action is ParseErrorAction or null || !IsAnswered(result))
        {
            if (WrongUsage.Of(result) is { } sentence)
                return Tell(error, new ToolException(sentence, ExitCodes.Usage));
        }
        try
        {
            // Signals end a verb at once, except where it holds what would be lost: that one asks for them itself.
            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (ToolException e)
        {
            return Tell(error, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Tell(error, new ToolException(e.Message, inner: e));
        }
    }

    static RootCommand Root()
    {
        var root = new RootCommand("Memory over time of any process: record, watch, plot, compare. And the line-by-line reports of MemoryProfiler.")
        {
            RunCommand.Create(),
            AttachCommand.Create(),
            PlotCommand.Create(),
            ListCommand.Create(),
            PeakCommand.Create(),
            RemoveCommands.CreateRemove(),
            RemoveCommands.CreateClean(),
            PsCommand.Create(),
            HeapCommand.Create(),
            SitesCommand.Create(),
            ReportCommand.Create(),
            DiffCommand.Create(),
        };
        foreach (var option in root.Options.OfType<VersionOption>())
            option.Action = new VersionAction();
        return root;
    }

    // --help and --version, which are answered whatever else is on the line.
    static bool IsAnswered(ParseResult result) => result.Action is VersionAction || result.Action!.GetType().Name == "HelpAction";

    static int Tell(TextWriter error, ToolException fault)
    {
        error.WriteLine($"dotnet-mprof: {fault.Message}");
        return fault.ExitCode;
    }
}
