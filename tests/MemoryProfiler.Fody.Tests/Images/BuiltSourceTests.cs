using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Images;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Images;

/// <summary>Source text of an assembly that was built some time ago.</summary>
public sealed class BuiltSourceTests
{
    const string Source = """
        namespace Shop;

        public static class Cart
        {
            public static object Fill() => new byte[1000];
        }
        """;

    const string Line = "    public static object Fill() => new byte[1000];";

    [Theory, InlineData("sha256"), InlineData("sha1")]
    public void The_file_on_disk_gives_the_text(string checksum)
    {
        var built = Build($"OnDisk.{checksum}", $"-checksumalgorithm:{checksum}");
        Weave(built, []).ShouldBe(Line);
    }

    [Theory, InlineData("sha256"), InlineData("sha1")]
    public void A_file_that_was_edited_gives_no_text_and_is_said(string checksum)
    {
        var built = Build($"Edited.{checksum}", $"-checksumalgorithm:{checksum}");
        var path = Path.ChangeExtension(built, ".cs");
        File.WriteAllText(path, "// A line more.\n" + Source);
        // Named relative to the project around it.
        Weave(built, []).ShouldEndWith($"{Path.GetFileName(Path.GetDirectoryName(path))}/Built.cs is not the file that Built.dll was built from: its lines are shown without text. Build Built.dll again.");
    }

    [Fact]
    public void Embedded_source_gives_the_text_where_the_file_was_edited()
    {
        var built = Build("Embedded", "-embed");
        File.WriteAllText(Path.ChangeExtension(built, ".cs"), "// A line more.\n" + Source);
        Weave(built, []).ShouldBe(Line);
    }

    [Theory, InlineData("repository"), InlineData("repository/docs/pages")]
    public void What_source_link_maps_is_found_below_a_root_and_its_parents(string root)
    {
        var built = BuildElsewhere($"Linked.{root.Length}", out var folder);
        var source = Path.Combine(folder, "repository", "src", "Shop", "Cart.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, Source);
        Weave(built, [Directory.CreateDirectory(Path.Combine(folder, root)).FullName]).ShouldBe(Line);
    }

    [Fact]
    public void What_source_link_maps_is_not_taken_if_it_was_edited()
    {
        var built = BuildElsewhere("LinkedEdited", out var folder);
        var source = Path.Combine(folder, "src", "Shop", "Cart.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, "// A line more.\n" + Source);
        Weave(built, [folder]).ShouldBe("MPR015: /_/src/Shop/Cart.cs is not the file that Built.dll was built from: its lines are shown without text. Build Built.dll again.");
    }

    [Fact]
    public void What_is_nowhere_gives_no_text_and_needs_no_words() => Weave(BuildElsewhere("Nowhere", out var folder), [folder]).ShouldBe("");

    [Fact]
    public void A_file_that_source_link_does_not_map_is_not_looked_for()
    {
        var built = BuildElsewhere("Unmapped", out var folder, link: """{"documents":{"/other/*":"https://example.com/*"}}""");
        var source = Path.Combine(folder, "src", "Shop", "Cart.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.WriteAllText(source, Source);
        Weave(built, [folder]).ShouldBe("");
    }

    static string Build(string name, params string[] options)
    {
        var path = Path.Combine(WovenFile.NewFolder($"BuiltSource.{name}"), "Built.cs");
        File.WriteAllText(path, Source);
        return SdkCompiler.Compile(path, [.. options]);
    }

    // As on a building machine: the sources are gone, and the symbols have the names that a deterministic build gives them.
    static string BuildElsewhere(string name, out string folder, string link = """{"documents":{"C:\\src\\*":"https://example.com/old/*","\/_\/*":"https://example.com/main/*"}}""")
    {
        folder = WovenFile.NewFolder($"BuiltSource.{name}");
        var path = Path.Combine(folder, "building", "src", "Shop", "Cart.cs");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Source);
        File.WriteAllText(Path.Combine(folder, "link.json"), link);
        var compiled = SdkCompiler.Compile(path, $"-pathmap:{Path.Combine(folder, "building")}=/_", $"-sourcelink:{Path.Combine(folder, "link.json")}", "-out:" + Path.Combine(folder, "Built.dll"));
        Directory.Delete(Path.Combine(folder, "building"), recursive: true);
        File.Exists(compiled).ShouldBeFalse();
        return Path.Combine(folder, "Built.dll");
    }

    /// <summary>The text of the line, and behind it what was said.</summary>
    static string Weave(string built, string[] roots)
    {
        var target = Path.ChangeExtension(built, ".woven.dll");
        var result = AssemblyFile.Weave(built, target, new WeavingOptions { Include = "Shop.*", SourceRoots = roots });
        using var module = ModuleDefinition.ReadModule(target);
        using var map = module.Resources.OfType<EmbeddedResource>().Single(resource => resource.Name == "MemoryProfiler.Map").GetResourceStream();
        return string.Concat(result.Diagnostics.Select(diagnostic => diagnostic.ToString()).Prepend(MethodMap.Read(map).Methods.Single().Lines.Single().Text));
    }
}
