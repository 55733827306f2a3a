using System.Reflection;

namespace MemoryProfiler.EndToEnd.Tests;

/// <summary>The programs built with the tests, started as processes of their own.</summary>
static class Programs
{
    /// <summary>Runs one of them.</summary>
    /// <param name="program">Its assembly's name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables it gets; those of the profiler that the tests run under are taken away.</param>
    public static Task<ProgramRun> Start(string program, string[] arguments, params (string Name, string Value)[] environment) =>
        Start(program, arguments, ProgramRun.Patience, environment);

    /// <summary>The same for a program that may take its time.</summary>
    public static Task<ProgramRun> Start(string program, string[] arguments, TimeSpan patience, (string Name, string Value)[] environment) =>
        ProgramRun.Of(DotnetHost.Start([PathOf(program), .. arguments], environment), patience);

    /// <summary>Runs a test project built with the tests under its own runner, by <c>dotnet test</c>.</summary>
    /// <param name="project">Its assembly's name.</param>
    /// <param name="environment">As for <see cref="Start(string, string[], (string, string)[])"/>.</param>
    public static Task<ProgramRun> Test(string project, params (string Name, string Value)[] environment) =>
        ProgramRun.Of(DotnetHost.Start(["test", PathOf(project)], [("DOTNET_CLI_UI_LANGUAGE", "en"), .. environment]), ProgramRun.Patience);

    /// <summary>The assembly of one of them.</summary>
    public static string PathOf(string program) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == program).Value.ShouldNotBeNull();
}
