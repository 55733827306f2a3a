using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class DotnetCommandTests : IDisposable
{
    readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_assembly_is_a_program_of_its_own_and_of_the_framework_it_runs_on()
    {
        _folder.WithApp().WithAssembly("Helper", "2.3.4.5").WithAssembly("System.Linq", "1.0.0.0");

        var program = ProgramToProfile.Of(["dotnet", _folder["App.dll"], "--fast", "exec"], _folder.Path);

        program.MainAssembly.ShouldBe(_folder["App.dll"]);
        program.Words.Skip(1).ShouldBe([_folder["App.dll"], "--fast", "exec"]);
        Path.IsPathRooted(program.Words[0]).ShouldBeTrue();
        program.DepsFile.ShouldBeNull();
        program.Configuration.Frameworks.ShouldBe([new FrameworkReference("Microsoft.NETCore.App", "10.0.0")]);
        program.Configuration.Major.ShouldBe(10);
        program.Configuration.Target.ShouldBe("net10.0");
        program.Configuration.IsSelfContained.ShouldBeFalse();
        program.Frameworks.ShouldHaveSingleItem().Name.ShouldBe("Microsoft.NETCore.App");
        program.Assemblies.Where(assembly => assembly.Origin == AssemblyOrigin.Own).ShouldBe(
            [new("App", _folder["App.dll"], new(1, 0, 0, 0), null, AssemblyOrigin.Own), new("Helper", _folder["Helper.dll"], new(2, 3, 4, 5), null, AssemblyOrigin.Own)]);
        var framework = program.Assemblies.Where(assembly => assembly.Origin == AssemblyOrigin.Framework).ToDictionary(assembly => assembly.Name);
        framework["System.Linq"].Path.ShouldBe(Path.Combine(program.Frameworks[0].Folder, "System.Linq.dll"));
        framework["System.Linq"].Version.ShouldBe(new(10, 0, 0, 0));
        framework["System.Linq"].Obstacle.ShouldBeNull();
        framework["System.Private.CoreLib"].Obstacle.ShouldBe("the runtime brings it up itself, before any list of files is read");
        framework.Keys.ShouldNotContain("coreclr");
    }

    [Fact]
    public void What_the_host_is_told_stands_before_the_program()
    {
        _folder.WithApp().With("Other.json", """{"runtimeOptions": {"frameworks": [{"name": "Microsoft.NETCore.App", "version": "8.0.0"}], "rollForward": "Major"}}""");

        var program = ProgramToProfile.Of(["dotnet", "exec", "--runtimeconfig", _folder["Other.json"], "--additional-deps", "mine.json", _folder["App.dll"], "--depsfile", "x"], _folder.Path);

        program.Words.Skip(1).ShouldBe(["exec", "--runtimeconfig", _folder["Other.json"], _folder["App.dll"], "--depsfile", "x"]);
        program.AdditionalDeps.ShouldBe("mine.json");
        program.Configuration.Major.ShouldBe(8);
        program.Configuration.RollForward.ShouldBe("Major");
        program.Frameworks[0].Major.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void How_far_the_host_is_told_to_go_counts()
    {
        _folder.WithApp("6.0.0");

        ProgramToProfile.Of(["dotnet", "--roll-forward", "Major", _folder["App.dll"]], _folder.Path).Frameworks[0].Major.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void The_version_that_the_host_is_told_counts()
    {
        _folder.WithApp("77.0.0");
        var version = Path.GetFileName(Path.GetDirectoryName(typeof(object).Assembly.Location)!);

        var program = ProgramToProfile.Of(["dotnet", "--fx-version", version, _folder["App.dll"]], _folder.Path);

        program.Words.Skip(1).ShouldBe(["--fx-version", version, _folder["App.dll"]]);
        program.Frameworks[0].Version.ShouldBe(version);
    }
}
