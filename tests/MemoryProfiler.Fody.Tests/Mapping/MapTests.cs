using System.Text.RegularExpressions;
using MemoryProfiler.Fody.Tests.Constructs;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;
using MemoryProfiler.Weaving.Naming;

namespace MemoryProfiler.Fody.Tests.Mapping;

public partial class MapTests
{
    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void A_marked_methods_lines_begin_with_its_mark(Build build)
    {
        var marked = Marked(build);
        var methods = Map(build).Methods.Where(method => marked.Contains(method.FullName)).ToList();
        methods.Count.ShouldBe(759);
        methods.Where(method => !Mark().IsMatch(method.Lines[method.Slots[0]].Text)).Select(method => $"{method.Name}:{method.FirstLine}").ShouldBeEmpty();
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void A_methods_lines_end_with_its_body(Build build)
    {
        var others = Map(build).Methods.Where(method => !End().IsMatch(method.Lines[^1].Text)).Select(method => $"{method.Name}: {method.Lines[^1].Text.Trim()}");
        others.ShouldBe(["ConstructorConstructs.Account.Account(string owner, int balance): sealed class Account(string owner, int balance)", "RecordConstructs.Circle.Circle(int Radius): sealed record Circle(int Radius) : Shape"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("StructConstructs.Half(int? value)", 2)]
    [InlineData("BasicConstructs.Nothing()", 4)]
    [InlineData("ConstructorConstructs.Derived.Derived()", 6)]
    [InlineData("PropertyConstructs.Label.Text.init", 5)]
    [InlineData("OperatorConstructs.Money.explicit operator string(OperatorConstructs.Money money)", 1)]
    public void A_methods_lines_are_those_of_its_declaration(string name, int count)
    {
        foreach (var build in Enum.GetValues<Build>())
            Map(build).Methods.Single(method => method.Name == name).Lines.Length.ShouldBe(count, build.ToString());
    }

    [Theory, InlineData(Build.Debug), InlineData(Build.Release)]
    public void No_two_methods_share_a_name(Build build) =>
        Map(build).Methods.GroupBy(method => method.FullName).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    static MethodMap Map(Build build) => MethodMap.Read(WovenConstructs.Of(build).Woven);

    /// <summary>Full names of the methods that carry the mark themselves.</summary>
    static HashSet<string> Marked(Build build)
    {
        using var module = WovenFile.Read(WovenConstructs.Of(build).PlainPath);
        return [.. module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.CustomAttributes.Any(a => a.AttributeType.Name == nameof(ProfileAttribute)))
            .Select(method => SourceNames.FullMethod(method, SourceNames.Method(method)))];
    }

    [GeneratedRegex(@"\[(method: )?(\w+(\([^)]*\))?, )?Profile[],]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[;}]( // .*)?$")]
    private static partial Regex End();
}
