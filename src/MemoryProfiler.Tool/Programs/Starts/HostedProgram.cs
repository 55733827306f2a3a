using MemoryProfiler.Tool.Programs.Files;
using MemoryProfiler.Tool.Programs.Hosts;

namespace MemoryProfiler.Tool.Programs.Starts;

/// <summary>A program whose main assembly is known.</summary>
static class HostedProgram
{
    /// <summary>One that <c>dotnet</c> starts by its assembly.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="main">The assembly it begins with.</param>
    /// <param name="options">What the host is told.</param>
    /// <param name="isExec">The command is <c>exec</c>.</param>
    /// <param name="words">The assembly as it is written, and the program's own arguments.</param>
    public static ProgramToProfile Of(DotnetWords command, string main, HostOptions options, bool isExec, IReadOnlyList<string> words)
    {
        RefuseOthers(main);
        var configuration = Configuration(main, options.Configuration);
        if (!configuration.IsSelfContained)
            return Assemble(command.Installation, main, Overridden(configuration, options, command.Scratch), options, [command.Executable, .. isExec ? ["exec"] : (string[])[], .. options.Words, .. words]);
        var shared = FrameworkDependent.Of(main, configuration, command.Scratch);
        return Assemble(command.Installation, main, Overridden(shared, options, command.Scratch), options, [command.Executable, "exec", "--runtimeconfig", shared.Path, .. options.WordsBut("--runtimeconfig"), .. words]);
    }

    /// <summary>One that another command of <c>dotnet</c> starts.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="main">The assembly it begins with.</param>
    public static ProgramToProfile StartedBy(DotnetWords command, string main)
    {
        var configuration = Configuration(main, null);
        return configuration.IsSelfContained
            ? throw new ToolException($"\"{main}\" brings its own runtime along, which \"dotnet {command.Words[0]}\" would start: build it with --self-contained false, or give its dll: dotnet {Path.GetFileName(main)}.")
            : Assemble(command.Installation, main, configuration, HostOptions.None, [command.Executable, .. command.Words]) with { IsStartedBySdk = Path.GetFileName(main) != "dotnet.dll" };
    }

    /// <summary>One with an executable of its own.</summary>
    /// <param name="executable">Its path, links not followed.</param>
    /// <param name="main">The assembly it begins with.</param>
    /// <param name="words">The command line.</param>
    /// <param name="scratch">A folder for files that the program needs while it runs.</param>
    public static ProgramToProfile OfExecutable(string executable, string main, IReadOnlyList<string> words, string scratch)
    {
        RefuseOthers(main);
        var configuration = Configuration(main, null);
        if (!configuration.IsSelfContained)
            return Assemble(DotnetInstallation.ForExecutable(words[0], Environment.GetEnvironmentVariable), main, configuration, HostOptions.None, [executable, .. words.Skip(1)]);
        var shared = FrameworkDependent.Of(main, configuration, scratch);
        var installation = DotnetInstallation.ForExecutable(words[0], Environment.GetEnvironmentVariable);
        return Assemble(installation, main, shared, HostOptions.None, [installation.Executable, "exec", "--runtimeconfig", shared.Path, main, .. words.Skip(1)]);
    }

    static ProgramToProfile Assemble(DotnetInstallation installation, string main, RuntimeConfiguration configuration, HostOptions options, IReadOnlyList<string> words)
    {
        var frameworks = installation.FrameworksOf(main, configuration);
        var deps = Path.GetFullPath(options.DepsFile ?? Path.ChangeExtension(main, ".deps.json"));
        var list = File.Exists(deps) ? deps : null;
        string[] probing = [.. options.ProbingPaths, .. configuration.ProbingPaths];
        return new ProgramToProfile(main, words, configuration, list, options.AdditionalDeps, frameworks, AssemblyList.Of(main, list, frameworks, probing))
        {
            MissingFiles = list is null ? [] : DepsFile.Missing(list, probing),
        };
    }

    static void RefuseOthers(string main)
    {
        var managed = ManagedFile.Of(main) ?? throw new ToolException($"\"{main}\" is no managed assembly: give the program's own dll.");
        if (managed.IsForNetFramework)
            throw new ToolException($"\"{main}\" is built for {managed.Target}, and only .NET 8 and later can be profiled: build it for .NET 8 or later.");
    }

    static RuntimeConfiguration Configuration(string main, string? given)
    {
        var path = Path.GetFullPath(given ?? Path.ChangeExtension(main, ".runtimeconfig.json"));
        return File.Exists(path)
            ? RuntimeConfiguration.Of(path)
            : throw new ToolException($"\"{main}\" is no program that dotnet can start, as there is no \"{path}\": give the program's own dll, beside which its build leaves such a file.");
    }

    // The host's library is asked by a file, so what stands before the program is written into one.
    static RuntimeConfiguration Overridden(RuntimeConfiguration configuration, HostOptions options, string scratch)
    {
        if (options.RollForward is null && options.FrameworkVersion is null)
            return configuration;
        var path = Path.Combine(scratch, "asked.runtimeconfig.json");
        File.WriteAllText(path, configuration.TextWith(options.RollForward, options.FrameworkVersion));
        return configuration with { Path = path };
    }
}
