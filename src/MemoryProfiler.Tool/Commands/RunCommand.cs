using System.CommandLine;
using System.Diagnostics;
using MemoryProfiler.Tool.Profiling;
using MemoryProfiler.Tool.Recording;
using MemoryProfiler.Tool.Terminal;

namespace MemoryProfiler.Tool.Commands;

/// <summary><c>run</c>: a program, recorded until it ends. Its exit code is the tool's.</summary>
static class RunCommand
{
    public static Command Create()
    {
        // What follows the first word is the program's own, whatever it looks like.
        var words = new Argument<string[]>("command") { Arity = ArgumentArity.OneOrMore, CaptureRemainingTokens = true, Description = "The program and its arguments." };
        var options = new RecordingOptions();
        var command = new Command("run", "Runs a program and records its memory until it ends; ends with its exit code.") { words };
        options.AddTo(command);
        var profile = new ProfileOptions();
        profile.AddTo(command);
        command.SetAction(async (result, _) =>
        {
            var given = result.GetRequiredValue(words);
            using var profiled = profile.Of(result) is { } request ? ProfiledRun.Prepare(request, given, result.InvocationConfiguration.Error) : null;
            // A profile leaves no file of a recording that nobody asked for.
            var exitCode = profiled is null || options.AreGiven(result)
                ? await RecordAsync(profiled?.Words ?? given, options, profiled, result)
                : await RunAsync(profiled);
            return profiled?.Finish(exitCode, result.InvocationConfiguration.Output) ?? exitCode;
        });
        return command;
    }

    static async Task<int> RecordAsync(IReadOnlyList<string> words, RecordingOptions options, ProfiledRun? profiled, ParseResult result)
    {
        var error = result.InvocationConfiguration.Error;
        var target = options.Target(result);
        using var line = LiveLine.Create(error);
        using var spans = SpanFolder.Create();
        var monitor = options.Of(result, target, line) with { SpansFrom = spans?.Path };
        target.Claim();
        await ProgramRecording.Rehearse(monitor);
        using var program = Start(words, spans, profiled, target);
        using var signals = new Signals(program);
        var started = profiled?.WatchStartAsync(program) ?? Task.CompletedTask;
        var recording = await ProgramRecording.Until(program, monitor, error);
        await program.WaitForExitAsync(CancellationToken.None);
        await started;
        line?.Dispose();
        if (recording is not null)
            RecordingEnd.Tell(recording, target, error, isTerminal: line is not null);
        target.Release();
        return program.ExitCode;
    }

    static async Task<int> RunAsync(ProfiledRun profiled)
    {
        using var program = RecordedProgram.Start(profiled.Words, profiled.Tell);
        using var signals = new Signals(program);
        await profiled.WatchStartAsync(program);
        return program.ExitCode;
    }

    static Process Start(IReadOnlyList<string> words, SpanFolder? spans, ProfiledRun? profiled, RecordingTarget target)
    {
        try
        {
            return RecordedProgram.Start(words, start =>
            {
                spans?.Tell(start);
                profiled?.Tell(start);
            });
        }
        catch (ToolException)
        {
            target.Release();
            throw;
        }
    }
}
