using MemoryProfiler.Tool.Programs.Files;
using MemoryProfiler.Tool.Programs.Hosts;
using MemoryProfiler.Tool.Programs.Starts;

namespace MemoryProfiler.Tool.Programs.Building;

/// <summary>
/// <c>dotnet test</c>: built first, then started by <c>dotnet test --no-build</c>, whichever platform of tests it is. What is profiled
/// is what the processes with the tests load.
/// </summary>
static class TestStart
{
    /// <summary>The programs that it starts, as one.</summary>
    public static ProgramToProfile Of(DotnetWords command)
    {
        var words = BuildWords.Read([.. command.Words.Skip(1)], isRun: false);
        if (words.Assemblies.Count > 0)
            return OfAssemblies(command);
        if (command.Words.Contains("--test-modules"))
            throw new ToolException("\"--test-modules\" names assemblies by a pattern: give a project or a solution.");
        ProjectBuild.Build(command, words, isQuiet: false);
        var tests = ProjectBuild.Projects(command, words).Where(project => project.IsTest).ToList();
        if (tests.Count == 0)
            throw new ToolException($"\"{words.What ?? Environment.CurrentDirectory}\" has no project with tests: give one that has.");
        foreach (var several in tests.GroupBy(project => project.Project).Where(group => group.Count() > 1))
            throw new ToolException($"\"{several.Key}\" has tests for {string.Join(", ", several.Select(project => project.Framework))}, which are different programs: choose one by --framework.");
        string[] told = words.IsBuilt ? [] : ["--no-build"];
        return Together(command with { Words = ["test", .. told, .. command.Words.Skip(1)] }, [.. tests.Select(test => test.Assembly)]);
    }

    /// <summary>Those that are given by their assemblies.</summary>
    public static ProgramToProfile OfAssemblies(DotnetWords command)
    {
        var files = command.Words.Skip(1).TakeWhile(word => word != "--").Where(word => Executable.IsAssembly(word) && !word.StartsWith('-')).ToList();
        if (files.Count == 0)
            throw new ToolException($"\"dotnet {command.Words[0]}\" is given no assembly with tests: write dotnet {command.Words[0]} Tests.dll.", ExitCodes.Usage);
        return Together(command, [.. files.Select(file => File.Exists(file) ? RealPath.Of(file) : throw new ToolException($"There is no assembly \"{file}\".", ExitCodes.NotFound))]);
    }

    // One variable is for all the processes, so what is to be replaced must be the same file in each.
    static ProgramToProfile Together(DotnetWords command, IReadOnlyList<string> assemblies)
    {
        var programs = assemblies.Select(assembly => HostedProgram.StartedBy(command, assembly)).ToList();
        return programs[0] with
        {
            Assemblies = [.. programs.SelectMany(program => program.Assemblies).GroupBy(assembly => assembly.Name).Select(One)],
            MissingFiles = [.. programs.SelectMany(program => program.MissingFiles).Distinct()],
        };
    }

    static ProgramAssembly One(IGrouping<string, ProgramAssembly> copies)
    {
        var first = copies.First();
        var other = copies.FirstOrDefault(copy => copy.Path != first.Path && ManagedFile.Of(copy.Path)?.Build != ManagedFile.Of(first.Path)?.Build);
        return other is null ? first
            : first.Origin == AssemblyOrigin.Own ? throw new ToolException($"The tests use two different {first.Name}, \"{first.Path}\" and \"{other.Path}\": give one project, or one --framework.")
            : first with { Obstacle = $"the tests use two different ones, \"{first.Path}\" and \"{other.Path}\"" };
    }
}
