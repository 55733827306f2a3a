using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Weaving;

namespace MemoryProfiler.Fody.Tests.Images;

/// <summary>Methods that patterns select in an assembly without symbols.</summary>
public class OffsetsWithoutSymbolsTests
{
    const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Shop;

        public static class Cart
        {
            static object kept;

            public static void Loop(int n)
            {
                for (var i = 0; i < n; i++)
                    kept = new byte[1000];
            }

            public static void Lambda(int n)
            {
                Func<int, object> make = size => new byte[size];
                for (var i = 0; i < n; i++)
                    kept = make(1000);
            }

            public static void Nested(int n)
            {
                Func<int, Func<object>> outer = size => () => new byte[size + n];
                kept = outer(992)();
            }

            public static void Local(int n)
            {
                for (var i = 0; i < n; i++)
                    Make(1000);
                static void Make(int size) => kept = new byte[size];
            }

            public static void AsyncLambda(int n)
            {
                Func<int, Task> later = async size => { kept = new byte[size]; await Task.CompletedTask; kept = new byte[size]; };
                for (var i = 0; i < n; i++)
                    later(1000).Wait();
            }

            public static void Async(int n) => Later(n).Wait();

            public static async Task Later(int n)
            {
                kept = new byte[n];
                await Task.CompletedTask;
                kept = new byte[n];
            }

            public static void Iterate(int n)
            {
                foreach (var one in Each(n))
                    kept = one;
            }

            public static IEnumerable<object> Each(int n)
            {
                try
                {
                    for (var i = 0; i < n; i++)
                        yield return new byte[1000];
                }
                finally
                {
                    kept = new byte[2000];
                }
            }
        }

        public static class Till
        {
            public static void Count(int n)
            {
                Func<int, object> make = size => new byte[size];
                make(n);
            }
        }
        """;

    [Fact]
    public void A_loop_has_its_bytes_and_visits_on_its_offsets()
    {
        var loop = Run("OffsetLoop", "Loop", 3)["Shop.Cart.Loop(int n)"];
        loop.Calls.ShouldBe(1);
        loop.AllocatedBytes.ShouldBe(3 * 1024);
        loop.BodyToken.ShouldNotBeNull();
        var making = loop.Lines.Single(line => line.AllocatedBytes > 0);
        (making.AllocatedBytes, making.Occurrences, making.Text).ShouldBe((3 * 1024, 3, ""));
    }

    [Theory]
    [InlineData("Lambda", "Shop.Cart.Lambda.lambda(int size)", 3, 3, 3 * 1024)]
    [InlineData("Nested", "Shop.Cart.Nested.lambda()", 8, 1, 1024)]
    [InlineData("Local", "Shop.Cart.Local.Make(int size)", 3, 3, 3 * 1024)]
    [InlineData("AsyncLambda", "Shop.Cart.AsyncLambda.lambda(int size)", 3, 3, 3 * 2 * 1024)]
    [InlineData("Async", "Shop.Cart.Later(int n)", 1000, 1, 2 * 1024)]
    [InlineData("Iterate", "Shop.Cart.Each(int n)", 3, 1, (3 * 1024) + 2024)]
    public void What_the_compiler_made_of_a_method_is_profiled_with_it(string method, string part, int number, int calls, long bytes)
    {
        var profile = Run($"Offset{method}", method, number)[part];
        (profile.Calls, profile.SelfAllocatedBytes).ShouldBe((calls, bytes));
        profile.Lines.Sum(line => line.SelfAllocatedBytes).ShouldBe(bytes);
    }

    [Fact]
    public void Only_what_a_pattern_selects_is_woven()
    {
        var woven = new WithoutSymbols("OffsetSelected", Source, new WeavingOptions { Include = "Shop.Till.*", OffsetsWithoutSymbols = true });
        woven.Result.MethodCount.ShouldBe(2);
        woven.Result.Diagnostics.ShouldBeEmpty();
        woven.Call("Shop.Till", "Count", 1000);
        woven.Methods.Select(method => method.Name).ShouldBe(["Till.Count(int n)", "Till.Count.lambda(int size)"], ignoreOrder: true);
    }

    [Fact]
    public void A_mark_selects_as_a_pattern_does()
    {
        var woven = new WithoutSymbols("OffsetMarked", Source.Replace("    public static void Count", "    [MemoryProfiler.Profile] public static void Count", StringComparison.Ordinal), new WeavingOptions { OffsetsWithoutSymbols = true });
        woven.Result.MethodCount.ShouldBe(2);
        woven.Result.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void Offsets_are_those_of_the_file_that_was_woven()
    {
        var method = Run("OffsetToken", "Loop", 1)["Shop.Cart.Loop(int n)"];
        using var original = WovenFile.Read(Path.Combine(AppContext.BaseDirectory, "woven", "WithoutSymbols.OffsetToken", "OffsetToken.dll"), symbols: false);
        var body = (Mono.Cecil.MethodDefinition)original.LookupToken(method.BodyToken!.Value);
        body.Name.ShouldBe("Loop");
        method.Lines.Select(line => line.LineNumber).ShouldBeSubsetOf(body.Body.Instructions.Select(at => at.Offset));
    }

    [Fact]
    public void Tables_show_offsets_as_such()
    {
        using var text = new StringWriter();
        Run("OffsetText", "Loop", 1);
        MemoryReport.Capture().WriteTo(text);
        text.ToString().ShouldContain("Filename: OffsetText.dll\nMethod:   ");
        text.ToString().ReplaceLineEndings("\n").ShouldContain("\nIL_0000 ");
    }

    [Fact]
    public void Without_the_option_missing_symbols_are_said() =>
        new WithoutSymbols("OffsetOff", Source, new WeavingOptions { Include = "Shop.Till.*" }).Result.Diagnostics.Single().ToString()
            .ShouldBe("MPR002: Till.Count(int n): cannot be profiled, as the assembly has no debug symbols that can be read. Set <DebugType>portable</DebugType> or embedded in the project.");

    static WithoutSymbols Run(string name, string method, int number)
    {
        var woven = new WithoutSymbols(name, Source, new WeavingOptions { Include = "Shop.Cart.*", OffsetsWithoutSymbols = true });
        woven.Call("Shop.Cart", method, number);
        return woven;
    }
}
