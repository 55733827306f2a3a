using MemoryProfiler.Naming;

namespace MemoryProfiler.HeapTests.Names;

public sealed class ForeignNamesTests
{
    [Theory]
    [InlineData("System.String", "System.String", "string")]
    [InlineData("System.String[]", "System.String[]", "string[]")]
    [InlineData("System.Int32[,]", "System.Int32[,]", "int[,]")]
    [InlineData("Shop.Order[][,]", "Shop.Order[][,]", "Order[][,]")]
    [InlineData("System.Collections.Generic.List`1[Shop.Order]", "System.Collections.Generic.List<Shop.Order>", "List<Order>")]
    [InlineData("System.Collections.Generic.Dictionary`2[System.String,Shop.Pair`2[System.Int32,Shop.Order[]]][]",
        "System.Collections.Generic.Dictionary<System.String, Shop.Pair<System.Int32, Shop.Order[]>>[]", "Dictionary<string, Pair<int, Order[]>>[]")]
    [InlineData("System.Collections.Generic.Dictionary<System.String,System.Int32<,>>[]", "System.Collections.Generic.Dictionary<System.String, System.Int32[,]>[]", "Dictionary<string, int[,]>[]")]
    [InlineData("Box`1[Shop.Cart+Item]", "Box<Shop.Cart.Item>", "Box<Cart.Item>")]
    [InlineData("<>c__DisplayClass0_0", "<>c__DisplayClass0_0", "<>c__DisplayClass0_0")]
    [InlineData("[]c__DisplayClass0_0", "<>c__DisplayClass0_0", "<>c__DisplayClass0_0")]
    [InlineData("<ImportAsync>d__3", "<ImportAsync>d__3", "<ImportAsync>d__3")]
    [InlineData("System.Collections.Generic.List<System.String>", "System.Collections.Generic.List<System.String>", "List<string>")]
    [InlineData("System.Collections.Generic.Dictionary<System.String, System.String>", "System.Collections.Generic.Dictionary<System.String, System.String>", "Dictionary<string, string>")]
    [InlineData("type 0x7f3a", "type 0x7f3a", "type 0x7f3a")]
    [InlineData("[", "<", "<")]
    [InlineData(".", ".", "")]
    [InlineData("", "", "")]
    public void Names_of_the_runtime_and_of_files_are_C_sharp_s(string name, string full, string brief)
    {
        ForeignNames.Full(name).ShouldBe(full);
        ForeignNames.Short(name).ShouldBe(brief);
    }
}
