using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;
using MemoryProfiler.Weaving.Naming;
using MemoryProfiler.Weaving.Selection;

namespace MemoryProfiler.Fody.Tests.Selection;

public class MethodSelectorTests
{
    const string Whole = "Marked.Whole";

    [Fact]
    public void Marks_alone_select_what_is_written()
    {
        Marked(new WeavingOptions()).Where(IsOfWhole).ShouldBe(
        [
            "Marked.Whole.DirectAuto lines", "Marked.Whole.DirectAuto lines", "Marked.Whole.Calls", "Marked.Whole.Lines lines",
            "Marked.Whole.Whole", "Marked.Whole.Inner.Nested", "Marked.Whole.Out.Again lines",
        ]);
    }

    [Fact]
    public void No_method_is_selected_without_marks_and_patterns() => Plain(new WeavingOptions()).ShouldBeEmpty();

    [Fact]
    public void Everything_written_can_be_included_but_no_auto_property_lambda_or_record_member()
    {
        Plain(new WeavingOptions { Include = "*" }).ShouldBe(
        [
            "Shop.Storage.Stock.Stock lines", "Shop.Storage.Stock.Count lines", "Shop.Storage.Rack.op_AdditionAssignment lines", "Shop.Storage.Rack.Rack lines", "Shop.Orders.Cart.Cart lines",
            "Shop.Orders.Cart.Total lines", "Shop.Orders.Cart.Total lines", "Shop.Orders.Cart.Export lines",
            "Shop.Orders.Cart.Cheap lines", "Shop.Orders.Cart.Line.Copies lines", "Shop.Orders.Cart.Line.Line lines",
        ], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Shop.Orders.Cart.Export", "Shop.Orders.Cart.Export lines")]
    [InlineData("Shop.Orders.Cart.Total", "Shop.Orders.Cart.Total lines;Shop.Orders.Cart.Total lines")]
    [InlineData("Shop.Orders.Cart.Line.*s", "Shop.Orders.Cart.Line.Copies lines")]
    [InlineData("Shop.Storage.Stock.Count", "Shop.Storage.Stock.Count lines")]
    [InlineData("Shop.Orders.Cart.Cart", "Shop.Orders.Cart.Cart lines")]
    [InlineData("Shop.Orders.Cart.Ch*;*.Export", "Shop.Orders.Cart.Export lines;Shop.Orders.Cart.Cheap lines")]
    [InlineData("Shop.Storage.Stock.IStock.Count", "Shop.Storage.Stock.Count lines")]
    [InlineData("Shop.Storage.Rack.op_AdditionAssignment", "Shop.Storage.Rack.op_AdditionAssignment lines")]
    [InlineData("Shop.Storage.Rack.operator +=", "Shop.Storage.Rack.op_AdditionAssignment lines")]
    [InlineData("Shop.Orders.Cart.Line.Copies", "Shop.Orders.Cart.Line.Copies lines")]
    [InlineData("Shop.Orders.Cart.Discount", "")]
    [InlineData("Shop.Storage.IStock.Count", "")]
    public void A_pattern_of_names_includes_methods_without_a_mark(string pattern, string selected) =>
        string.Join(';', Plain(new WeavingOptions { Include = pattern })).ShouldBe(selected);

    [Fact]
    public void Exclude_wins_over_include() =>
        Plain(new WeavingOptions { Include = "Shop.Orders.Cart.*", Exclude = "*.Cart;*.Line*;*.Total" })
            .ShouldBe(["Shop.Orders.Cart.Export lines", "Shop.Orders.Cart.Cheap lines"]);

    [Fact]
    public void Exclude_wins_over_marks_around_the_member_but_not_over_its_own() =>
        Marked(new WeavingOptions { Exclude = "*" }).Where(IsOfWhole).ShouldBe(
        [
            "Marked.Whole.DirectAuto lines", "Marked.Whole.DirectAuto lines", "Marked.Whole.Lines lines",
            "Marked.Whole.Out.Again lines",
        ]);

    [Fact]
    public void A_mark_that_takes_out_wins_over_include() =>
        Marked(new WeavingOptions { Include = "Marked.Whole.*;Marked.Free.*" }).Where(name => !name.StartsWith("Marked.Boundaries", StringComparison.Ordinal)).ShouldBe(
        [
            "Marked.Free.Any lines", "Marked.Free.Free lines",
            "Marked.Whole.DirectAuto lines", "Marked.Whole.DirectAuto lines", "Marked.Whole.Calls", "Marked.Whole.Lines lines",
            "Marked.Whole.Whole", "Marked.Whole.Inner.Nested", "Marked.Whole.Out.Again lines",
        ], ignoreOrder: true);

    [Fact]
    public void Patterns_that_match_nothing_are_named()
    {
        using var module = Woven.Read(typeof(Shop.Orders.Cart));
        var options = new WeavingOptions
        {
            Include = "Shop.Orders.Cart;Shop.Orders.*;Shop.Storage.IStock.*;*.Discount",
            Exclude = "*.Export;*.Exprot",
        };
        var selector = new MethodSelector(module, options);
        selector.Select();
        selector.UnmatchedIncludes.ShouldBe(["Shop.Orders.Cart", "Shop.Storage.IStock.*", "*.Discount"]);
        selector.UnmatchedExcludes.ShouldBe(["*.Exprot"]);
    }

    static bool IsOfWhole(string name) => name.StartsWith(Whole, StringComparison.Ordinal);

    static List<string> Marked(WeavingOptions options) => Names(typeof(Marked.Whole), options);

    static List<string> Plain(WeavingOptions options) => Names(typeof(Shop.Orders.Cart), options);

    static List<string> Names(Type sample, WeavingOptions options)
    {
        using var module = Woven.Read(sample);
        return [.. new MethodSelector(module, options).Select().Select(m => SourceNames.Plain(m.Method) + (m.HasLines ? " lines" : ""))];
    }
}
