using MemoryProfiler.Tool.Programs;

namespace MemoryProfiler.Tool.Tests.Programs;

/// <summary>Tests that are given by their assemblies: several processes share one list of what is replaced.</summary>
public sealed class TestAssembliesTests : IDisposable
{
    readonly ProgramFolder _folder = new();

    public TestAssembliesTests()
    {
        foreach (var name in new[] { "A", "B" })
        {
            _folder.WithAssembly(name, file: $"{name}/{name}.dll").WithAssembly("Shop", file: $"{name}/Shop.dll")
                .With($"{name}/{name}.runtimeconfig.json", """{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "10.0.0"}}}""");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vstest")]
    [InlineData("test")]
    public void Those_that_share_a_build_of_their_code_are_one_program(string verb)
    {
        File.Copy(_folder["A/Shop.dll"], _folder["B/Shop.dll"], overwrite: true);

        var program = Of(verb);

        program.Words.Skip(1).ShouldBe([verb, _folder["A/A.dll"], _folder["B/B.dll"]]);
        program.Assemblies.Where(assembly => assembly.Origin == AssemblyOrigin.Own).Select(assembly => assembly.Name).ShouldBe(["A", "Shop", "B"], ignoreOrder: true);
    }

    [Fact]
    public void Those_that_use_two_builds_of_own_code_are_refused() =>
        Should.Throw<ToolException>(() => Of("vstest")).Message
            .ShouldBe($"The tests use two different Shop, \"{_folder["A/Shop.dll"]}\" and \"{_folder["B/Shop.dll"]}\": give one project, or one --framework.");

    [Fact]
    public void Of_two_versions_of_a_package_none_can_be_replaced()
    {
        foreach (var name in new[] { "A", "B" })
        {
            _folder.With($"{name}/{name}.deps.json", """
                {"runtimeTarget": {"name": ".NETCoreApp,Version=v10.0"}, "targets": {".NETCoreApp,Version=v10.0": {"Shop/1.0.0": {"runtime": {"lib/Shop.dll": {}}}}},
                 "libraries": {"Shop/1.0.0": {"type": "package", "serviceable": false, "sha512": ""}}}
                """);
        }

        Of("vstest").Assemblies.Single(assembly => assembly.Name == "Shop").Obstacle
            .ShouldBe($"the tests use two different ones, \"{_folder["A/Shop.dll"]}\" and \"{_folder["B/Shop.dll"]}\"");
    }

    [Fact]
    public void An_assembly_that_is_not_there_is_named() =>
        Should.Throw<ToolException>(() => ProgramToProfile.Of(["dotnet", "test", _folder["C.dll"]], _folder.Path)).Message.ShouldBe($"There is no assembly \"{_folder["C.dll"]}\".");

    [Fact]
    public void No_assembly_is_told() =>
        Should.Throw<ToolException>(() => ProgramToProfile.Of(["dotnet", "vstest"], _folder.Path)).Message
            .ShouldBe("\"dotnet vstest\" is given no assembly with tests: write dotnet vstest Tests.dll.");

    [Fact]
    public void Tests_that_bring_their_runtime_along_are_refused()
    {
        _folder.With("A/A.runtimeconfig.json", """{"runtimeOptions": {"includedFrameworks": [{"name": "Microsoft.NETCore.App", "version": "10.0.0"}]}}""");

        Should.Throw<ToolException>(() => Of("vstest")).Message
            .ShouldBe($"\"{_folder["A/A.dll"]}\" brings its own runtime along, which \"dotnet vstest\" would start: build it with --self-contained false, or give its dll: dotnet A.dll.");
    }

    ProgramToProfile Of(string verb) => ProgramToProfile.Of(["dotnet", verb, _folder["A/A.dll"], _folder["B/B.dll"]], _folder.Path);
}
