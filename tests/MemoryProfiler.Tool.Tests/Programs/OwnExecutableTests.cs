using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class OwnExecutableTests : IDisposable
{
    readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_executable_starts_the_assembly_that_is_written_into_it_whatever_it_is_called()
    {
        _folder.WithApp().WithExecutable("renamed", "App.dll");

        var program = ProgramToProfile.Of([_folder["renamed"], "a"], _folder.Path);

        program.MainAssembly.ShouldBe(_folder["App.dll"]);
        program.Words.ShouldBe([_folder["renamed"], "a"]);
    }

    [Fact]
    public void A_link_to_an_executable_is_started_as_it_is_and_its_program_is_where_it_leads()
    {
        _folder.WithApp().WithExecutable("App", "App.dll").With("bin/x", "");
        File.CreateSymbolicLink(_folder["bin/app"], _folder["App"]);

        var program = ProgramToProfile.Of([_folder["bin/app"]], _folder.Path);

        program.MainAssembly.ShouldBe(_folder["App.dll"]);
        program.Words.ShouldBe([_folder["bin/app"]]);
    }

    [Fact]
    public void A_tool_s_executable_starts_an_assembly_in_another_folder()
    {
        _folder.WithAssembly("App", file: ".store/x/App.dll").With(".store/x/App.runtimeconfig.json", """{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "10.0.0"}}}""")
            .WithExecutable("tool", ".store/x/App.dll");

        ProgramToProfile.Of([_folder["tool"]], _folder.Path).MainAssembly.ShouldBe(_folder[".store/x/App.dll"], _folder.Path);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_program_that_brings_its_runtime_along_is_started_on_the_installed_one(bool byExecutable)
    {
        var version = Path.GetFileName(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        _folder.WithAssembly("App")
            .With("App.runtimeconfig.json", $$"""{"runtimeOptions": {"tfm": "net10.0", "includedFrameworks": [{"name": "Microsoft.NETCore.App", "version": "{{version}}"}], "configProperties": {"System.GC.Server": true} } }""")
            .With("scratch/x", "").WithExecutable("App", "App.dll");

        var program = ProgramToProfile.Of([.. byExecutable ? [_folder["App"]] : (string[])["dotnet", _folder["App.dll"]], "a"], _folder["scratch"]);

        program.Configuration.IsSelfContained.ShouldBeTrue();
        Path.GetFileNameWithoutExtension(program.Words[0]).ShouldBe("dotnet");
        program.Words.Skip(1).ShouldBe(["exec", "--runtimeconfig", _folder["scratch/App.runtimeconfig.json"], _folder["App.dll"], "a"]);
        File.ReadAllText(program.Words[3]).ShouldBe(
            "{\"runtimeOptions\":{\"tfm\":\"net10.0\",\"configProperties\":{\"System.GC.Server\":true},\"frameworks\":[{\"name\":\"Microsoft.NETCore.App\",\"version\":\"" + version + "\"}],\"rollForward\":\"Disable\"}}");
        program.Frameworks.ShouldHaveSingleItem().Version.ShouldBe(version);
    }
}
