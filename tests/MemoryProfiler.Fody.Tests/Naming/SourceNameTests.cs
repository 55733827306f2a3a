using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Naming;
using Mono.Cecil;

namespace MemoryProfiler.Fody.Tests.Naming;

/// <summary>Every member of the samples in <c>Naming</c> says beside itself what reports call it: <c>[ReportedAs("…")]</c>.</summary>
public class SourceNameTests
{
    const string Space = "MemoryProfiler.Constructs.Naming.";
    const string StaticPrefix = "static ";
    const string Attribute = "ReportedAsAttribute";

    static readonly Dictionary<Build, Lazy<MappedMethod[]>> _maps = Enum.GetValues<Build>()
        .ToDictionary(build => build, build => new Lazy<MappedMethod[]>(() => MethodMap.Read(WovenConstructs.Of(build).Woven)!.Methods));

    public static TheoryData<string, Build> Names => Samples.InBothBuilds(Expected(WovenFile.Input(WovenConstructs.Name(Build.Debug))));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_member_is_called_what_its_source_says(string name, Build build)
    {
        var method = _maps[build].Value.Where(method => method.Name == name && method.FullName.Contains(Space, StringComparison.Ordinal)).ShouldHaveSingleItem();

        method.FullName.ShouldBe(name.StartsWith(StaticPrefix, StringComparison.Ordinal) ? $"{StaticPrefix}{Space}{name[StaticPrefix.Length..]}" : Space + name);
        // Its table begins with its attributes.
        var first = Array.FindIndex(method.Lines, line => line.Number == method.FirstLine);
        var declaration = string.Concat(method.Lines.Skip(first).Take(2).Select(line => line.Text));
        method.Lines[first].Text.ShouldMatch(@"\[(method: )?(Profile|ReportedAs)");
        declaration.ShouldContain($"ReportedAs(\"{name}\")");
    }

    [Fact]
    public void The_names_of_all_kinds_of_members_are_compared_with_their_source() =>
        Expected(WovenFile.Input(WovenConstructs.Name(Build.Release))).Count.ShouldBe(113);

    [Theory]
    [InlineData("Cache`2", "Cache")]
    [InlineData("<Cart>F0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF__Rack`1", "Rack")]
    [InlineData("<Cart>F0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF_", "<Cart>F0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF_")]
    [InlineData("<>F", "<>F")]
    [InlineData("<Cart>Fixed__Rack", "<Cart>Fixed__Rack")]
    [InlineData("<>c__DisplayClass1_0", "<>c__DisplayClass1_0")]
    public void A_types_bare_name_has_neither_a_number_nor_a_file(string name, string expected) => SourceNames.Bare(name).ShouldBe(expected);

    static List<string> Expected(string path)
    {
        using var module = ModuleDefinition.ReadModule(path);
        return [.. module.GetTypes()
            .SelectMany(type => type.Methods.Concat<ICustomAttributeProvider>(type.Properties))
            .SelectMany(member => member.CustomAttributes)
            .Where(attribute => attribute.AttributeType.Name == Attribute)
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value)
            .Distinct()];
    }
}
