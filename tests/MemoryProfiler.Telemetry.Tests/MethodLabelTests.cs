namespace MemoryProfiler.Telemetry.Tests;

public sealed class MethodLabelTests
{
    [Theory]
    [InlineData("Shop.Cart.Add(string name, int count)", "Shop.Cart.Add")]
    [InlineData("Shop.Cart.Total.get", "Shop.Cart.Total.get")]
    [InlineData("Shop.Box<(int, int)>.Put<T>((T, T) pair)", "Shop.Box<(int, int)>.Put<T>")]
    [InlineData("Shop.Cart.Clear()", "Shop.Cart.Clear")]
    [InlineData("odd)", "odd)")]
    public void A_function_has_no_parameters(string name, string expected) =>
        MethodLabel.WithoutParameters(name).ShouldBe(expected);
}
