using MemoryProfiler.Weaving.Selection;



namespace MemoryProfiler.Fody.Tests.Selection;

public class GlobTests
{
    [Theory]
    [InlineData("Shop.Cart.Add", "Shop.Cart.Add")]
    [InlineData("Shop.*", "Shop.Cart.Add")]
    [InlineData("Shop.*", "Shop.Orders.Cart.Add")]
    [InlineData("*", "Add")]
    [InlineData("*.Add", "Shop.Cart.Add")]
    [InlineData("Shop.*.Add", "Shop.Orders.Cart.Add")]
    [InlineData("Shop.Cart.Add*", "Shop.Cart.Add")]
    [InlineData("Shop.C?rt.Add", "Shop.Cart.Add")]
    public void A_pattern_of_names_matches_what_its_wildcards_stand_for(string pattern, string name) => Single(pattern).Matches(name).ShouldBeTrue();

    [Theory]
    [InlineData("Shop.Cart", "Shop.Cart.Add")]
    [InlineData("Cart.Add", "Shop.Cart.Add")]
    [InlineData("Shop.*", "Shop")]
    [InlineData("Shop.*", "Shopping.Cart.Add")]
    [InlineData("shop.cart.add", "Shop.Cart.Add")]
    [InlineData("Shop.Cart.Add?", "Shop.Cart.Add")]
    [InlineData("Shop.Cart.Add", "Shop.Cart.Add\n")]
    [InlineData("Shop.Cart.[AB]dd", "Shop.Cart.Add")]
    public void A_pattern_of_names_does_not_match_what_differs(string pattern, string name) => Single(pattern).Matches(name).ShouldBeFalse();

    [Theory]
    [InlineData("A.*;B.C")]
    [InlineData("A.*,B.C")]
    [InlineData("\n  A.*;\n  B.C;\n;;")]
    [InlineData("A.*; B.C, A.*")]
    public void A_list_is_separated_by_semicolons_or_commas(string list) =>
        Glob.ParseList(list).Select(glob => glob.Text).ShouldBe(["A.*", "B.C"]);

    [Fact]
    public void An_empty_list_has_no_patterns() => Glob.ParseList(" ; ").ShouldBeEmpty();

    [Fact]
    public void A_pattern_remembers_that_it_has_matched()
    {
        var glob = Single("A.*");
        glob.HasMatched.ShouldBeFalse();
        glob.Matches("B.C");
        glob.HasMatched.ShouldBeFalse();
        glob.Matches("A.B");
        glob.Matches("B.C");
        glob.HasMatched.ShouldBeTrue();
    }

    static Glob Single(string pattern) => Glob.ParseList(pattern).ShouldHaveSingleItem();
}
