using MemoryProfiler.Tool.Programs;
using MemoryProfiler.Tool.Programs.Hosts;
using MemoryProfiler.Tool.Programs.Starts;

namespace MemoryProfiler.Tool.Tests.Programs;

public sealed class ToolStartTests : IDisposable
{
    const string Settings = """{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "10.0.0"}}}""";

    readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tool_that_is_installed_for_the_user_is_started_by_its_own_executable()
    {
        _folder.WithAssembly("Tool", file: "home/.dotnet/tools/.store/Tool.dll").With("home/.dotnet/tools/.store/Tool.runtimeconfig.json", Settings)
            .WithExecutable(Path.Combine("home", ".dotnet", "tools", OperatingSystem.IsWindows() ? "dotnet-mine.exe" : "dotnet-mine"), ".store/Tool.dll");

        var program = Of("mine", "a", "--b");

        program.MainAssembly.ShouldBe(_folder["home/.dotnet/tools/.store/Tool.dll"]);
        Path.GetFileNameWithoutExtension(program.Words[0]).ShouldBe("dotnet-mine");
        program.Words.Skip(1).ShouldBe(["a", "--b"]);
    }

    [Theory]
    [InlineData("mine", "a")]
    [InlineData("tool", "run", "mine", "a")]
    [InlineData("tool", "run", "mine", "--", "a")]
    public void A_tool_of_a_folder_s_manifest_is_started_by_its_assembly(params string[] words)
    {
        WithLocalTool(rollsForward: false);

        var program = Of(words);

        program.MainAssembly.ShouldBe(_folder["packages/Tool.dll"]);
        program.Words.Skip(1).ShouldBe([_folder["packages/Tool.dll"], "a"]);
    }

    [Theory]
    [InlineData(true, "mine")]
    [InlineData(false, "tool", "run", "mine", "--allow-roll-forward")]
    public void A_tool_may_go_to_a_later_runtime(bool byManifest, params string[] words)
    {
        WithLocalTool(byManifest);

        Of(words).Words.Skip(1).ShouldBe(["--roll-forward", "Major", _folder["packages/Tool.dll"]]);
    }

    [Fact]
    public void A_tool_that_is_in_the_manifest_alone_is_to_be_restored()
    {
        WithLocalTool(rollsForward: false);
        File.Delete(_folder["packages/Tool.dll"]);

        Should.Throw<ToolException>(() => Of("tool", "run", "mine")).Message.ShouldBe("The tool \"mine\" of my.tool 1.2.3 is not installed yet: run dotnet tool restore.");
    }

    [Fact]
    public void A_tool_that_no_manifest_has_is_named() =>
        Should.Throw<ToolException>(() => Of("tool", "run", "nobodys")).Message
            .ShouldBe("No manifest of tools here or above has a command \"nobodys\": install its package by dotnet tool install, or correct the name.");

    [Theory]
    [InlineData("dotnet.dll", "build", "-c", "Release")]
    [InlineData("dotnet.dll", "tool", "list")]
    [InlineData("dotnet-format.dll", "format")]
    [InlineData("fsi.dll", "fsi")]
    public void Any_other_command_is_the_SDK_s(string assembly, params string[] words)
    {
        var program = Of(words);

        Path.GetFileName(program.MainAssembly).ShouldBe(assembly);
        program.MainAssembly.ShouldStartWith(Path.Combine(DotnetHost.Root, "sdk"));
        program.Words.Skip(1).ShouldBe(words);
        program.Assemblies.Single(one => one.Path == program.MainAssembly).Origin.ShouldBe(AssemblyOrigin.Own);
    }

    [Fact]
    public void An_SDK_that_is_not_installed_is_told()
    {
        _folder.With("work/global.json", """{"sdk": {"version": "77.0.100", "rollForward": "disable"}}""");

        Should.Throw<ToolException>(() => Of("build")).Message
            .ShouldStartWith($"There is no SDK in \"{DotnetHost.Root}\" that \"{_folder["work"]}\" could use: install one, and the one that a global.json there names if it does. dotnet says: ");
    }

    void WithLocalTool(bool rollsForward) =>
        _folder.WithAssembly("Tool", file: "packages/Tool.dll").With("packages/Tool.runtimeconfig.json", Settings).With("work/inner/x", "")
            .With("work/.config/dotnet-tools.json", $$"""{"version": 1, "isRoot": true, "tools": {"My.Tool": {"version": "1.2.3", "commands": ["mine"], "rollForward": {{(rollsForward ? "true" : "false")}} } } }""".Replace("My.Tool", "my.tool", StringComparison.Ordinal))
            .With("home/.dotnet/toolResolverCache/1/my.tool", $$"""[{"Version": "1.2.2", "Name": "mine", "PathToExecutable": "/old.dll"}, {"Version": "1.2.3", "Name": "mine", "PathToExecutable": "{{_folder["packages/Tool.dll"].Replace("\\", "\\\\")}}"}]""");

    ProgramToProfile Of(params string[] words)
    {
        _folder.With("work/inner/x", "");
        return DotnetCommand.Of(new DotnetWords(DotnetInstallation.Of(DotnetHost.Path == "dotnet" ? Path.Combine(DotnetHost.Root, "dotnet") : DotnetHost.Path)!, DotnetHost.Path, words, _folder.Path)
        {
            Folder = Directory.Exists(_folder["work/.config"]) ? _folder["work/inner"] : _folder["work"],
            Home = _folder["home"],
        });
    }
}
