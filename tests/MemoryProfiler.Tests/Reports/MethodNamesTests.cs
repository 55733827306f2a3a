using MemoryProfiler.Reports;

namespace MemoryProfiler.Tests.Reports;

public sealed class MethodNamesTests
{
    [Theory]
    [InlineData("Shop.Cart.Add(string name, int count)", "Shop.Cart.Add")]
    [InlineData("Shop.Cart.Total.get", "Shop.Cart.Total.get")]
    [InlineData("Shop.Box<(int, int)>.Put<T>((T, T) pair)", "Shop.Box<(int, int)>.Put<T>")]
    [InlineData("Shop.Cart.Clear()", "Shop.Cart.Clear")]
    [InlineData("odd)", "odd)")]
    [InlineData("Shop.Texts.extension<T>(List<(T, int)> list).Second(int from)", "Shop.Texts.Second")]
    [InlineData("Shop.Texts.extension(string text).Words.get", "Shop.Texts.Words.get")]
    [InlineData("Shop.Cart.extension(int n)", "Shop.Cart.extension")]
    [InlineData("Shop.Money.operator <(Money a, Money b)", "Shop.Money.operator <")]
    [InlineData("Shop.Money.explicit operator (int, string)(Money money)", "Shop.Money.explicit operator (int, string)")]
    [InlineData("Program (top-level statements)", "Program")]
    [InlineData("lambda(int n)", "lambda")]
    [InlineData("Work.Things.``odd (name)``(int n)", "Work.Things.``odd (name)``")]
    [InlineData("Work.Things.``odd (name)``.get", "Work.Things.``odd (name)``.get")]
    [InlineData("Work.Things.(<+>)(byte[] a, byte[] b)", "Work.Things.(<+>)")]
    public void A_function_has_no_parameters(string name, string expected) =>
        MethodNames.WithoutParameters(name).ShouldBe(expected);

    [Theory]
    [InlineData("Shop.Cart.Add(string name, int count)", "Shop.Cart.Add")]
    [InlineData("Shop.Cart.Total.get", "Shop.Cart.Total")]
    [InlineData("Shop.Box<(int, int)>.Put<T>((T, T) pair)", "Shop.Box.Put")]
    [InlineData("Shop.Money.operator <(Money a, Money b)", "Shop.Money.operator <")]
    [InlineData("Shop.Texts.extension<T>(List<(T, int)> list).Second(int from)", "Shop.Texts.Second")]
    [InlineData("Shop.Cart.this[int x, (int, int) y].set", "Shop.Cart.this")]
    [InlineData("Shop.Bag<T>.IEnumerable<T>.GetEnumerator()", "Shop.Bag.IEnumerable.GetEnumerator")]
    [InlineData("static Shop.Cart.Cart()", "Shop.Cart.Cart")]
    [InlineData("import orders", "import orders")]
    [InlineData("Work.``Ty<pe>``.``a<b``(int n)", "Work.Ty<pe>.a<b")]
    [InlineData("Work.Things.``<tag> of(x)``<T>(int n)", "Work.Things.<tag> of(x)")]
    [InlineData("Work.Things.(<+>)(byte[] a, byte[] b)", "Work.Things.(<+>)")]
    [InlineData("Shop.Clock.Ticked.raise", "Shop.Clock.Ticked")]
    public void A_plain_name_has_neither_parameters_nor_type_arguments_nor_the_kind_of_accessor(string name, string expected) =>
        MethodNames.Plain(name).ShouldBe(expected);
}
