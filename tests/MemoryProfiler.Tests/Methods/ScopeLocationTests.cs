using MemoryProfiler.Methods;

namespace MemoryProfiler.Tests.Methods;

public sealed class ScopeLocationTests
{
    [Theory]
    [InlineData("/home/me/shop/Import/Orders.cs", "/home/me/shop/bin/Debug/net10.0/", "Import/Orders.cs")]
    [InlineData("/home/me/src/Lib/Orders.cs", "/home/me/src/App/bin/Debug/net10.0/", "Lib/Orders.cs")]
    [InlineData(@"C:\src\Shop\Import\Orders.cs", @"C:\src\Shop\bin\Debug\net10.0\", "Import/Orders.cs")]
    [InlineData("/home/me/shop/Orders.cs", "/app/", "/home/me/shop/Orders.cs")]
    [InlineData("/_/src/Orders.cs", "/_app/", "/_/src/Orders.cs")]
    [InlineData(@"C:\src\Orders.cs", @"C:\app\", "C:/src/Orders.cs")]
    [InlineData("Orders.cs", "/app/", "Orders.cs")]
    [InlineData("", "/app/", "")]
    public void The_path_is_shown_below_the_deepest_folder_that_holds_file_and_program(string file, string program, string shown) =>
        ScopeLocation.Shorten(file, program).ShouldBe(shown);
}
