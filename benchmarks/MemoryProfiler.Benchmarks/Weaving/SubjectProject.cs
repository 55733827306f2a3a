using MemoryProfiler.Benchmarks.Harness;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace MemoryProfiler.Benchmarks.Weaving;

/// <summary>A project of generated source in a folder of its own, which uses the weaver just built.</summary>
sealed class SubjectProject : IDisposable
{
    // Before the compiler, between it and the weaver, and after both, as the build's own summary adds up all builds of a process.
    const string Stamp = "stamp";

    const string Clocks = "$([System.DateTime]::UtcNow.Ticks) $([System.Environment]::CpuUsage.TotalTime.Ticks)";

    // The weaver of this configuration has been built with this program.
    static readonly string _configuration = typeof(SubjectProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    readonly string _folder = Directory.CreateTempSubdirectory("benchmark").FullName;

    /// <summary>Writes the project and restores its packages.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="methodCount">How many methods its source has.</param>
    public SubjectProject(string repository, int methodCount)
    {
        File.WriteAllText(Path.Combine(_folder, "Orders.cs"), SubjectSource.Write(methodCount));
        File.WriteAllText(Path.Combine(_folder, "Directory.Packages.props"), $"""<Project><Import Project="{repository}/Directory.Packages.props" /></Project>""");
        File.WriteAllText(Path.Combine(_folder, "Subject.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <Optimize>true</Optimize>
              </PropertyGroup>
              <Import Project="{repository}/eng/Weave.props" />
              <Target Name="CompilerBegins" BeforeTargets="CoreCompile"><Message Importance="high" Text="{Stamp} {Clocks}" /></Target>
              <Target Name="WeaverBegins" BeforeTargets="FodyTarget"><Message Importance="high" Text="{Stamp} {Clocks}" /></Target>
              <Target Name="WeaverEnds" AfterTargets="FodyTarget"><Message Importance="high" Text="{Stamp} {Clocks}" /></Target>
            </Project>
            """);
        Run("restore", "Subject.csproj");
    }

    /// <summary>Builds from scratch several times in one new process of the build.</summary>
    /// <param name="profiled">For each time, whether the assembly is marked to be profiled whole.</param>
    /// <returns>What each time took.</returns>
    public IReadOnlyList<BuildTimes> Build(IReadOnlyList<bool> profiled)
    {
        // A property that differs makes a project another one to the build, so that it is built again.
        var builds = profiled.Select((isProfiled, i) =>
            $"""<MSBuild Projects="Subject.csproj" Targets="Rebuild" Properties="Configuration={_configuration};BuildProjectReferences=false;Time={i}{(isProfiled ? ";DefineConstants=PROFILED" : "")}" />""");
        File.WriteAllText(Path.Combine(_folder, "Times.proj"), $"""<Project><Target Name="Build">{string.Concat(builds)}</Target></Project>""");
        var stamps = Run("msbuild", "Times.proj", "-nologo", "-tl:off", "-m:1", "-verbosity:minimal", "-nodeReuse:false")
            .Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [Stamp, ..])
            .Select(words => (Time: Milliseconds(words[1]), Processor: Milliseconds(words[2])))
            .ToList();
        if (stamps.Count != 3 * profiled.Count)
            throw new InvalidOperationException($"The build of the generated project told {stamps.Count} times instead of {3 * profiled.Count}.");
        return [.. stamps.Chunk(3).Select(three => new BuildTimes(three[1].Time - three[0].Time, three[2].Time - three[1].Time, three[2].Processor - three[1].Processor))];
    }

    /// <summary>Compiles the project, marked to be profiled whole, and does not weave it.</summary>
    /// <returns>The assembly; its symbols are beside it.</returns>
    public string Compile()
    {
        Run("build", "Subject.csproj", "-nologo", "-tl:off", "-c", _configuration, "-p:BuildProjectReferences=false", "-p:DisableFody=true", "-p:DefineConstants=PROFILED", "-nodeReuse:false");
        return Path.Combine(_folder, "obj", _configuration, "net10.0", "Subject.dll");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static double Milliseconds(string ticks) => TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture)).TotalMilliseconds;

    string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetHost.Path, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        // The build lets projects call only some methods, and the processor's clock is not among them.
        start.Environment["MSBUILDENABLEALLPROPERTYFUNCTIONS"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"dotnet {arguments[0]} of the generated project failed:\n{output}");
    }
}
