using System.Diagnostics;
using MemoryProfiler.Tool.Programs.Starts;

namespace MemoryProfiler.Tool.Programs.Building;

/// <summary>Builds what a command is about to start, and asks what has become of it.</summary>
static class ProjectBuild
{
    const string Target = "MemoryProfilerPrograms";

    // For a project of one framework, and for one that passes every question on to its builds for several.
    const string OneFramework =
        $"""
        <Project><Target Name="{Target}"><WriteLinesToFile File="$({Target}File)"
          Lines="$([MSBuild]::Escape('$(MSBuildProjectFullPath)|$(TargetFramework)|$(TargetPath)|$(IsTestProject)|$(IsTestingPlatformApplication)'))" /></Target></Project>
        """;

    const string SeveralFrameworks =
        $"""
        <Project><Target Name="{Target}"><ItemGroup><_{Target} Include="$(TargetFrameworks)" /></ItemGroup>
          <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="{Target}" Properties="TargetFramework=%(_{Target}.Identity)" /></Target></Project>
        """;

    /// <summary>Builds, unless the user says that it is built.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="words">What it says of the build.</param>
    /// <param name="isQuiet">Nothing is told of a build that succeeds, so that the output is the program's alone.</param>
    /// <exception cref="ToolException">It cannot be built.</exception>
    public static void Build(DotnetWords command, BuildWords words, bool isQuiet)
    {
        if (words.IsBuilt)
            return;
        var info = Info(command, ["build", .. What(words), .. isQuiet ? (string[])["--nologo", "-v:q"] : [], .. words.Words]);
        var (exitCode, said) = isQuiet ? Heard(info) : (Seen(info), "");
        if (exitCode == 0)
            return;
        Console.Error.Write(said);
        throw new ToolException("The build failed, so there is nothing to profile.", exitCode);
    }

    /// <summary>What the projects leave where.</summary>
    /// <exception cref="ToolException">They do not answer.</exception>
    public static IReadOnlyList<BuiltProject> Projects(DotnetWords command, BuildWords words)
    {
        var answer = Path.Combine(command.Scratch, "projects.txt");
        var (one, several) = (Path.Combine(command.Scratch, "one.targets"), Path.Combine(command.Scratch, "several.targets"));
        File.WriteAllText(one, OneFramework);
        File.WriteAllText(several, SeveralFrameworks);
        var (_, said) = Heard(Info(command,
        [
            "build", .. What(words), .. words.Words, .. words.IsOneFile ? (string[])[] : ["-m:1"], "--no-restore", "-v:q", $"-t:{Target}", $"-p:{Target}File={answer}",
            $"-p:CustomAfterMicrosoftCommonTargets={one}", $"-p:CustomAfterMicrosoftCommonCrossTargetingTargets={several}",
        ]));
        if (!File.Exists(answer))
            throw new ToolException($"What the build leaves could not be found, so give the program's dll itself: {said.Trim().Split('\n')[0]}");
        return [.. File.ReadLines(answer).Select(line => line.Split('|')).Select(parts => new BuiltProject(parts[0], parts[1], parts[2], parts[3..].Any(IsTrue))).Distinct()];
    }

    static int Seen(ProcessStartInfo info)
    {
        using var process = Process.Start(info)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    static (int ExitCode, string Said) Heard(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    static string[] What(BuildWords words) => words.What is { } what ? [what] : [];

    static ProcessStartInfo Info(DotnetWords command, IEnumerable<string> words) => new(command.Executable, words) { UseShellExecute = false };
}
