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

    /// <summary>Builds, with the user's own streams, unless the user says that it is built.</summary>
    /// <exception cref="ToolException">It cannot be built.</exception>
    public static void Build(DotnetWords command, BuildWords words)
    {
        if (words.IsBuilt)
            return;
        using var build = Process.Start(Info(command, ["build", .. What(words), .. words.Words]))!;
        build.WaitForExit();
        if (build.ExitCode != 0)
            throw new ToolException("The build failed, so there is nothing to profile.", build.ExitCode);
    }

    /// <summary>What the projects leave where.</summary>
    /// <exception cref="ToolException">They do not answer.</exception>
    public static IReadOnlyList<BuiltProject> Projects(DotnetWords command, BuildWords words)
    {
        var answer = Path.Combine(command.Scratch, "projects.txt");
        var (one, several) = (Path.Combine(command.Scratch, "one.targets"), Path.Combine(command.Scratch, "several.targets"));
        File.WriteAllText(one, OneFramework);
        File.WriteAllText(several, SeveralFrameworks);
        var info = Info(command,
        [
            "build", .. What(words), .. words.Words, "--no-restore", "--nologo", "-v:q", "-m:1", $"-t:{Target}", $"-p:{Target}File={answer}",
            $"-p:CustomAfterMicrosoftCommonTargets={one}", $"-p:CustomAfterMicrosoftCommonCrossTargetingTargets={several}",
        ]);
        info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var query = Process.Start(info)!;
        var error = query.StandardError.ReadToEndAsync();
        var output = query.StandardOutput.ReadToEnd();
        query.WaitForExit();
        if (!File.Exists(answer))
            throw new ToolException($"What the build leaves could not be found, so give the program's dll itself: {(output + error.Result).Trim().Split('\n')[0]}");
        return [.. File.ReadLines(answer).Select(line => line.Split('|')).Select(parts => new BuiltProject(parts[0], parts[1], parts[2], parts[3..].Any(IsTrue))).Distinct()];
    }

    static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    static string[] What(BuildWords words) => words.What is { } what ? [what] : [];

    static ProcessStartInfo Info(DotnetWords command, IEnumerable<string> words) => new(command.Executable, words) { UseShellExecute = false };
}
