using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Fody.Tests.Mapping;

/// <summary>Every method has a row for its declaration, which stands for the entry.</summary>
public class DeclarationRowTests
{
    const string Page = "@page \"/\"\n<p title='it's'>Don't</p>\n@code {\n    [Profile]\n    byte[] Make(int n)\n    {\n        return new byte[n];\n    }\n\n    [Profile] byte[] Short(int n) =>\n        new byte[n];\n}\n<p>\"</p>\n@functions\n{\n    [Profile]\n    object Other(int n)\n    {\n        if (n > 3)\n            return new byte[n];\n        return new int[n];\n    }\n}\n";

    [Fact]
    public void A_method_in_a_code_block_of_Razor_begins_with_its_declaration()
    {
        // As Razor writes it: the block's lines are the page's.
        var blocks = Page.Split('\n');
        var source = "using MemoryProfiler;\npublic partial class Index\n{\n#line (4,1)-(12,1) \"Index.razor\"\n"
            + string.Join('\n', blocks[3..11]) + "\n#line default\n#line hidden\n#line (16,1)-(23,1) \"Index.razor\"\n" + string.Join('\n', blocks[15..22]) + "\n#line default\n}\n";
        var map = WovenSource.Of("Razor", source, ("Index.razor", Page)).Map;

        map.Methods.Select(method => (method.Name, method.File, method.FirstLine, string.Join(',', method.Lines.Select(line => line.Number)), string.Join(',', method.Slots.Select(slot => method.Lines[slot].Number).Distinct()))).ShouldBe(
        [
            ("Index.Make(int n)", "Index.razor", 4, "4,5,6,7,8", "4,7"),
            ("Index.Short(int n)", "Index.razor", 10, "10,11", "10,11"),
            ("Index.Other(int n)", "Index.razor", 16, "16,17,18,19,20,21,22", "16,19,20,21"),
        ]);
    }

    [Fact]
    public void A_marked_lambda_begins_with_its_mark()
    {
        const string source = """
            #nullable enable
            using System;
            using System.Linq;
            using MemoryProfiler;
            public static class Lambdas
            {
                static readonly Func<int, object> _field =
                    [Profile]
                    (n) =>
                        new byte[n];

                public static object Run(int size)
                {
                    Func<int, object> block =
                        [Profile] static object (int n) =>
                        {
                            return new byte[n];
                        };
                    var each = Enumerable.Range(0, size).Select(
                        [Profile] (k) =>
                        {
                            if (k > 3)
                                return new byte[k];
                            return new byte[k + size];
                        }).ToList();
                    var inner = Enumerable.Range(0, size).Select(
                        [Profile] (k) => k == 0
                            ? new byte[k]
                            : new byte[k + size]).ToList();
                    Func<int, System.Threading.Tasks.Task<object>> later =
                        [Profile(Lines = true)]
                        async (
                            int n) =>
                        {
                            await System.Threading.Tasks.Task.Yield();
                            return new byte[n];
                        };
                    var pair =
                        [Profile]
                        (int, object[]) (int n) =>
                            (n, new object[n]);
                    var map =
                        [Profile]
                        System.Collections.Generic.Dictionary<int, object[]>? (int n) =>
                            new() { [n] = new object[n] };
                    return (block(size), each, inner, _field(3), later(3), pair(3), map(3));
                }
            }
            """;
        var map = WovenSource.Of("Lambdas", source).Map;
        map.Methods.Select(method => (method.FirstLine, method.Lines[method.Slots[0]].Text.Trim(), string.Join(',', method.Lines.Select(line => line.Number)))).ShouldBe(
        [
            (8, "[Profile]", "8,9,10"),
            (15, "[Profile] static object (int n) =>", "15,16,17,18"),
            (20, "[Profile] (k) =>", "20,21,22,23,24,25"),
            (27, "[Profile] (k) => k == 0", "27,28,29"),
            (31, "[Profile(Lines = true)]", "31,32,33,34,35,36,37"),
            (39, "[Profile]", "39,40,41"),
            (43, "[Profile]", "43,44,45"),
        ], ignoreOrder: true);
    }
}
