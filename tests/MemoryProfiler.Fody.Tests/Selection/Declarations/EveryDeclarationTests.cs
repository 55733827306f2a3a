using System.Text.RegularExpressions;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Selection.Declarations;

/// <summary>What is marked or matched is in the report under the name of its source, whatever it is declared as.</summary>
public partial class EveryDeclarationTests
{
    // No part of a module has a mark around it: its bindings are made in a type of the file's.
    const string TopLevel = "(top-level bindings)";

    /// <summary>How members are selected that have no mark of their own.</summary>
    public enum Around
    {
        Type,
        Assembly,
        Pattern,
    }

    public static TheoryData<string, Around, int> Sources
    {
        get
        {
            var data = new TheoryData<string, Around, int>();
            foreach (var around in Enum.GetValues<Around>())
            {
                data.Add("cs", around, 1 + (int)around);
                data.Add("fs", around, 4 + (int)around);
                data.Add("vb", around, 7 + (int)around);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_member_that_is_selected_is_in_the_map_by_its_name(string language, Around around, int seed)
    {
        var source = Source(language, seed);
        source.Expected.Count.ShouldBe(language switch { "cs" => 74, "fs" => 24, _ => 28 });
        var map = Weave(language, around, seed, source.Text);

        source.Expected.Where(expected => around != Around.Type || !expected.Name.EndsWith(TopLevel, StringComparison.Ordinal))
            .Where(expected => !map.Methods.Any(method => method.Name == expected.Name && HasProbeOn(method, expected.Line)))
            .Select(expected => $"{expected.Name} in line {expected.Line}")
            .ShouldBeEmpty($"has {string.Join('\n', map.Methods.Select(method => $"{method.Name} {method.FirstLine}"))}");
        map.Skipped.ShouldBeEmpty();
        map.Methods.Select(method => method.Name).Where(name => Generated().IsMatch(name)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Closure@12", true)]
    [InlineData("Closure@12-1", true)]
    [InlineData("Closure@12-1T", true)]
    [InlineData("Closure@12`1", true)]
    [InlineData("Mail@home", false)]
    [InlineData("Mail@home2", false)]
    [InlineData("Ty<pe>", false)]
    [InlineData("<tag>", false)]
    public void A_closure_of_FSharp_is_told_by_the_form_of_its_name(string name, bool isGenerated) =>
        CompilerGenerated.IsItself(new TypeDefinition("Work", name, TypeAttributes.Class)).ShouldBe(isGenerated);

    internal static DeclarationSource Source(string language, int seed) => language switch
    {
        "cs" => DeclarationSource.Of(CSharpForms.Header, CSharpForms.Types, CSharpForms.Members, seed),
        "fs" => DeclarationSource.Of(FSharpForms.Header, FSharpForms.Types, FSharpForms.Members, seed),
        _ => DeclarationSource.Of(BasicForms.Header, BasicForms.Types, BasicForms.Members, seed),
    };

    static MethodMap Weave(string language, Around around, int seed, string text)
    {
        var folder = WovenFile.NewFolder($"Declarations.{language}.{around}.{seed}");
        var path = Path.Combine(folder, $"Declared.{language}");
        File.WriteAllText(path, Marked(language, around, text));
        using var module = WovenFile.Read(SdkCompiler.Compile(path));
        new AssemblyWeaver(module, new WeavingOptions { ProjectDirectory = folder, Include = around == Around.Pattern ? "*" : "" }).Weave();
        using var stream = module.Resources.OfType<EmbeddedResource>().Single(resource => resource.Name == "MemoryProfiler.Map").GetResourceStream();
        return MethodMap.Read(stream);
    }

    static string Marked(string language, Around around, string text) => around switch
    {
        Around.Type => language switch
        {
            "fs" => text.Replace("//MARK", "[<Profile>]", StringComparison.Ordinal),
            "vb" => text.Replace("'MARK", "<Profile>", StringComparison.Ordinal),
            _ => text.Replace("//MARK\nnamespace", "//\nnamespace", StringComparison.Ordinal).Replace("{ file struct", "{ [Profile] file struct", StringComparison.Ordinal)
                .Replace("//MARK", "[Profile]", StringComparison.Ordinal).Replace("static class Texts", "[Profile] static class Texts", StringComparison.Ordinal),
        },
        Around.Assembly => language switch
        {
            "fs" => text + "\nmodule Marks =\n    [<assembly: Profile>]\n    do ()\n",
            "vb" => text.Replace("'ASSEMBLY", "<Assembly: Profile>", StringComparison.Ordinal),
            _ => text.Replace("//ASSEMBLY", "[assembly: Profile]", StringComparison.Ordinal),
        },
        _ => text,
    };

    static bool HasProbeOn(MappedMethod method, int line) => method.Slots.Any(slot => method.Lines[slot].Number == line);

    [GeneratedRegex(@"@\d|<>|\$")]
    private static partial Regex Generated();
}
