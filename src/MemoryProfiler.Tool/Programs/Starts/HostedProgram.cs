using MemoryProfiler.Tool.Programs.Files;
using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A program whose main assembly is known.</summary>
static class HostedProgram
{
    /// <summary>One that <c>dotnet</c> starts.</summary>
    /// <param name="installation">Whose <c>dotnet</c> it is.</param>
    /// <param name="main">The assembly it begins with.</param>
    /// <param name="options">What the host is told.</param>
    /// <param name="words">What is to be started.</param>
    /// <param name="arguments">The program's own.</param>
    public static ProgramToProfile Of(
        DotnetInstallation installation, string main, HostOptions options, IReadOnlyList<string> words, IReadOnlyList<string> arguments)
    {
        if (ManagedFile.Of(main) is not { } managed)
            throw new ToolException($"\"{main}\" is no managed assembly: give the program's own dll.");
        if (managed.Target is { } target && target.StartsWith(".NETFramework", StringComparison.Ordinal))
            throw new ToolException($"\"{main}\" is built for {target}, and only .NET 8 and later can be profiled: build it for .NET 8 or later.");
        var configuration = Configuration(main, options.Configuration);
        return Assemble(installation, main, configuration, options, words);
    }

    /// <summary>One with an executable of its own.</summary>
    /// <param name="executable">Its path, links not followed.</param>
    /// <param name="real">Its own path.</param>
    /// <param name="main">The assembly it begins with.</param>
    /// <param name="words">The command line.</param>
    public static ProgramToProfile OfExecutable(string executable, string real, string main, IReadOnlyList<string> words)
    {
        var next = 0;
        var configuration = Configuration(main, null);
        return Assemble(DotnetInstallation.ForExecutable(words[0]), main, configuration, HostOptions.Read([], ref next), [executable, .. words.Skip(1)]);
    }

    static ProgramToProfile Assemble(DotnetInstallation installation, string main, RuntimeConfiguration configuration, HostOptions options, IReadOnlyList<string> words)
    {
        var frameworks = installation.FrameworksOf(main, configuration.Path);
        var deps = Path.GetFullPath(options.DepsFile ?? Path.ChangeExtension(main, ".deps.json"));
        var list = File.Exists(deps) ? deps : null;
        return new ProgramToProfile(
            main, words, configuration, list, options.AdditionalDeps, frameworks,
            AssemblyList.Of(main, list, frameworks, [.. options.ProbingPaths, .. configuration.ProbingPaths]));
    }

    static RuntimeConfiguration Configuration(string main, string? given)
    {
        var path = Path.GetFullPath(given ?? Path.ChangeExtension(main, ".runtimeconfig.json"));
        return File.Exists(path)
            ? RuntimeConfiguration.Of(path)
            : throw new ToolException($"\"{main}\" is no program that dotnet can start: there is no \"{path}\", which its build leaves beside it. Give the program's own dll.");
    }
}
