using MemoryProfiler.Weaving.Source;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemoryProfiler.Fody.Tests.Source;

/// <summary>By which names files stand in the map.</summary>
public class SourceFilesTests
{
    static readonly string _project = Path.Combine(Path.GetTempPath(), "shop");

    [Theory]
    [InlineData("obj/Release/net10.0/Generator/Log.g.cs", "obj/Release/net10.0/Generator/Log.g.cs")]
    [InlineData("Orders.cs", "Orders.cs")]
    public void A_file_of_the_project_that_is_not_on_disk_is_named_from_the_project_s_folder(string below, string name) =>
        Name(Path.Combine(_project, below)).ShouldBe(name);

    [Theory]
    [InlineData("/_/Shop/Orders.cs")]
    [InlineData("/elsewhere/Orders.cs")]
    public void A_file_outside_the_project_keeps_the_compiler_s_name(string url) => Name(url).ShouldBe(url);

    [Fact]
    public void A_folder_whose_name_begins_alike_is_outside_the_project() =>
        Name(_project + "2/Orders.cs").ShouldBe((_project + "2/Orders.cs").Replace('\\', '/'));

    static string Name(string url)
    {
        var module = ModuleDefinition.CreateModule("Any", ModuleKind.Dll);
        return new SourceFiles(_project, [], new SourceLink(module), new SourceText(module)).Get(new Document(url)).DisplayPath;
    }
}
