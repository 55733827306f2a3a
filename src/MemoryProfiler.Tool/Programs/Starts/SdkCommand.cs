using MemoryProfiler.Tool.Programs.Building;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A command of the SDK, or one that the SDK looks for elsewhere.</summary>
static class SdkCommand
{
    /// <summary>The program that one starts.</summary>
    /// <param name="command">The command line, which begins with the command's name.</param>
    public static ProgramToProfile Of(DotnetWords command)
    {
        var verb = command.Words[0];
        return verb switch
        {
            "run" => RunStart.Of(command),
            "test" => TestStart.Of(command),
            "vstest" => TestStart.OfAssemblies(command),
            "watch" => throw new ToolException("\"dotnet watch\" starts a program again and again: give the program itself, such as dotnet run."),
            "dnx" => throw new ToolException("\"dotnet dnx\" starts a tool that is not installed: install it by dotnet tool install, and give its command."),
            "tool" => ToolStart.OfToolCommand(command) ?? OfSdk(command),
            _ when verb.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && File.Exists(verb) => RunStart.Of(command with { Words = ["run", "--file", .. command.Words] }),
            _ => ToolStart.Of(command) ?? OfSdk(command),
        };
    }

    static ProgramToProfile OfSdk(DotnetWords command)
    {
        var sdk = command.Installation.Sdk(command.Folder);
        var interactive = Path.Combine(sdk, "FSharp", "fsi.dll");
        return HostedProgram.StartedBy(command, command.Words[0] == "fsi" && File.Exists(interactive) ? interactive : Path.Combine(sdk, "dotnet.dll"));
    }
}
