using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Selection;

public class PatternWeavingTests
{
    [Fact]
    public void Code_that_knows_nothing_of_the_profiler_is_profiled_by_a_pattern()
    {
        var woven = Woven.Plain(new WeavingOptions { Include = "Shop.Orders.Cart.Export" });
        var cart = (dynamic)woven.New("Shop.Orders.Cart", 4);
        MemoryReport.Reset();
        for (var i = 0; i < 3; i++)
            cart.Export(1000);

        var method = Method("Shop.Orders.Cart.Export(int size)");
        method.Calls.ShouldBe(3);
        method.AllocatedBytes.ShouldBe(3 * 1024);
        method.Lines.Select(line => (line.Text.Trim(), line.AllocatedBytes)).ShouldContain(("return new byte[size];", 3 * 1024));
    }

    [Fact]
    public void The_reference_to_the_runtime_is_added_as_its_compiler_would_have_added_it()
    {
        var runtime = Woven.Plain(new WeavingOptions { Include = "*" }).Runtime.ShouldNotBeNull();
        runtime.FullName.ShouldBe(typeof(MemoryReport).Assembly.FullName);
    }

    [Fact]
    public void Everything_included_still_loads_and_runs()
    {
        var woven = Woven.Plain(new WeavingOptions { Include = "*" });
        var cart = (dynamic)woven.New("Shop.Orders.Cart", 4);
        MemoryReport.Reset();
        cart.Total = 5;
        cart.Total = 35;
        ((IEnumerable<int>)cart.Cheap()).ShouldBe([5]);
        Method("Shop.Orders.Cart.Total.set").Calls.ShouldBe(2);
        Method("Shop.Orders.Cart.Total.get").Calls.ShouldBe(2);
        woven.Result.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void A_module_of_which_nothing_is_selected_is_not_touched()
    {
        var woven = Woven.Plain(new WeavingOptions { Include = "Shop.Nothing.*" });
        woven.Runtime.ShouldBeNull();
        woven.Assembly.GetManifestResourceNames().ShouldBeEmpty();
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_one_warning_that_names_it()
    {
        var options = new WeavingOptions { Include = "Shop.Orders.Cart.*;Shop.Order.*", Exclude = "*.Exprot" };
        Woven.Plain(options).Result.Diagnostics.Select(diagnostic => (diagnostic.IsError, diagnostic.ToString())).ShouldBe(
        [
            (false, "MPR009: MemoryProfilerInclude \"Shop.Order.*\" matches no method of MemoryProfiler.Selection.Plain.dll. Write Namespace.Type.Method, with * for any text and ? for one character, or take it out."),
            (false, "MPR009: MemoryProfilerExclude \"*.Exprot\" matches no method of MemoryProfiler.Selection.Plain.dll. Write Namespace.Type.Method, with * for any text and ? for one character, or take it out."),
        ]);
    }

    static MethodProfile Method(string name) =>
        MemoryReport.Capture().Methods.Single(method => method.FullName == name);
}
