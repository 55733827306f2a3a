using MemoryProfiler.Reports;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed class MethodTitlesTests
{
    static readonly MethodProfile _sample = SampleReports.Orders.Methods[1] with { Name = "Cart.Add()", FullName = "Shop.Cart.Add()", Assembly = "Shop", File = "Cart.cs", FirstLine = 7 };

    [Fact]
    public void A_method_has_its_short_name() =>
        Titles(_sample, _sample with { Name = "Cart.Empty()", FullName = "Shop.Cart.Empty()" }).ShouldBe(["Cart.Add()", "Cart.Empty()"]);

    [Fact]
    public void Methods_of_one_name_in_two_namespaces_have_the_namespace() =>
        Titles(_sample, _sample with { FullName = "Shop.Old.Cart.Add()" }).ShouldBe(["Shop.Cart.Add()", "Shop.Old.Cart.Add()"]);

    [Fact]
    public void Methods_of_one_full_name_have_the_assembly() =>
        Titles(_sample, _sample with { Assembly = "Shop.Tests" }).ShouldBe(["Cart.Add() [Shop]", "Cart.Add() [Shop.Tests]"]);

    [Fact]
    public void Methods_of_one_assembly_have_the_file() =>
        Titles(_sample, _sample with { File = "Old/Cart.cs" }).ShouldBe(["Cart.Add() [Cart.cs]", "Cart.Add() [Old/Cart.cs]"]);

    [Fact]
    public void Methods_of_one_file_have_the_line() =>
        Titles(_sample, _sample with { FirstLine = 9 }).ShouldBe(["Cart.Add() [Cart.cs:7]", "Cart.Add() [Cart.cs:9]"]);

    [Fact]
    public void The_title_of_a_method_says_all_it_takes_where_one_thing_is_not_enough() =>
        Titles(_sample, _sample with { FirstLine = 9 }, _sample with { Assembly = "Shop.Tests" })
            .ShouldBe(["Cart.Add() [Shop, Cart.cs:7]", "Cart.Add() [Shop, Cart.cs:9]", "Cart.Add() [Shop.Tests, Cart.cs:7]"]);

    [Fact]
    public void Copies_of_one_assembly_are_numbered() =>
        Titles(_sample, _sample with { Calls = 2 }).ShouldBe(["Cart.Add() [Shop, Cart.cs:7, 1 of 2]", "Cart.Add() [Shop, Cart.cs:7, 2 of 2]"]);

    [Fact]
    public void Namespaces_and_assemblies_are_told_apart_together() =>
        Titles(_sample, _sample with { Assembly = "Shop.Tests" }, _sample with { FullName = "Shop.Old.Cart.Add()" })
            .ShouldBe(["Shop.Cart.Add() [Shop]", "Shop.Cart.Add() [Shop.Tests]", "Shop.Old.Cart.Add()"]);

    [Fact]
    public void Tables_and_their_summary_have_the_titles()
    {
        var text = (SampleReports.Orders with { Methods = [_sample, _sample with { FullName = "Shop.Old.Cart.Add()" }] }).ToString();

        text.Split('\n').Count(line => line.EndsWith("   Shop.Old.Cart.Add()", StringComparison.Ordinal)).ShouldBe(1);
        text.Split('\n').Count(line => line.StartsWith("Method:   Shop.Old.Cart.Add()   ", StringComparison.Ordinal)).ShouldBe(1);
    }

    static IEnumerable<string> Titles(params MethodProfile[] methods)
    {
        var titles = new MethodTitles(methods);
        return methods.Select(method => titles[method]);
    }
}
