using MemoryProfiler.Tool.Programs.Starts;

namespace MemoryProfiler.Tool.Programs.Building;

/// <summary>
/// <c>dotnet run</c>: built first, then started by <c>dotnet run --no-build</c>, as the profiles in launchSettings.json, their variables and
/// the project's own way to be started are the SDK's to follow.
/// </summary>
static class RunStart
{
    /// <summary>The program that it starts.</summary>
    public static ProgramToProfile Of(DotnetWords command)
    {
        var words = BuildWords.Read([.. command.Words.Skip(1)], isRun: true);
        ProjectBuild.Build(command, words, isQuiet: true);
        var projects = ProjectBuild.Projects(command, words);
        if (projects.Count != 1)
            throw new ToolException($"\"dotnet run\" would have to choose between {string.Join(", ", projects.Select(project => project.Framework))}: choose one by --framework.");
        string[] told = words.IsBuilt ? [] : ["--no-build"];
        return HostedProgram.StartedBy(command with { Words = ["run", .. told, .. command.Words.Skip(1)] }, projects[0].Assembly);
    }
}
