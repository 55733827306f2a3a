using System.Text;
using MemoryProfiler.Fody.Tests.Support;
using MemoryProfiler.Methods.Maps;

namespace MemoryProfiler.Fody.Tests.Mapping;

/// <summary>Lines that the compiler knows as those of another file, or by another number than they have.</summary>
public class OtherDocumentsTests
{
    const string Rules = """
        using MemoryProfiler;
        public static class Rules
        {
            static byte[] _last;
            static void Use(byte[] b) => _last = b;
            [Profile]
            public static int Reduce(int rule)
            {
                var state = new int[50];
                switch (rule)
                {
                    case 1:
        #line 3 "rules.y"
                        { var r = new byte[2000]; Use(r); }
        #line default
                        break;
                    default:
        #line 900 "rules.y"
                        { var r = new byte[4000]; Use(r); }
        #line default
                        break;
                }
                return state.Length;
            }
            [Profile]
            public static void Action(int rule)
            {
        #line 3 "rules.y"
                if (rule == 1) { var r = new byte[2000]; Use(r); }
        #line default
            }
            [Profile]
            public static void Renumbered(int n)
            {
        #line 500
                Use(new byte[n]);
                Use(new byte[n + 8]);
        #line 16000000
                Use(new byte[n + 16]);
        #line default
            }
        }
        """;

    const string Grammar = "// rules\n\nsum    : term   { return new byte[1000]; }\n";

    static readonly Lazy<WovenSource> _rules = new(() => WovenSource.Of("Rules", Rules, ("rules.y", Grammar)));

    [Fact]
    public void Lines_of_another_file_stand_behind_the_methods_own_under_its_name()
    {
        var map = _rules.Value.Map;
        var reduce = map.Methods.Single(method => method.Name == "Rules.Reduce(int rule)");
        reduce.File.ShouldBe("Code.cs");
        reduce.FirstLine.ShouldBe(6);
        reduce.Lines.Where(line => line.File is null).Select(line => line.Number).ShouldBe([6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 20, 21, 22, 23, 24]);
        reduce.Lines.Where(line => line.File is not null).ShouldBe([new MappedLine(3, "sum    : term   { return new byte[1000]; }", "rules.y"), new MappedLine(900, "", "rules.y")]);
    }

    [Fact]
    public void A_method_whose_statements_are_all_another_files_has_the_row_of_its_declaration()
    {
        var action = _rules.Value.Map.Methods.Single(method => method.Name == "Rules.Action(int rule)");
        (action.File, action.FirstLine).ShouldBe(("Code.cs", 25));
        action.Lines.Select(line => (line.File, line.Number)).ShouldBe([(null, 25), (null, 26), (null, 27), (null, 28), (null, 30), (null, 31), ("rules.y", 3)]);
    }

    [Fact]
    public void Lines_with_numbers_of_their_own_have_their_text_and_no_rows_between()
    {
        var map = _rules.Value.Map;
        map.Methods.Single(method => method.Name == "Rules.Renumbered(int n)").Lines.ShouldBe(
        [
            new MappedLine(32, "    [Profile]"), new MappedLine(33, "    public static void Renumbered(int n)"), new MappedLine(34, "    {"), new MappedLine(35, "#line 500"),
            new MappedLine(500, "        Use(new byte[n]);"), new MappedLine(501, "        Use(new byte[n + 8]);"), new MappedLine(38, "#line 16000000"),
            new MappedLine(16000000, "        Use(new byte[n + 16]);"), new MappedLine(40, "#line default"), new MappedLine(41, "    }"),
        ]);
    }

    [Fact]
    public void Bytes_of_another_files_lines_are_on_its_rows_and_not_on_the_declarations()
    {
        var assembly = _rules.Value.Load();
        var reduce = assembly.GetType("Rules")!.GetMethod("Reduce")!.CreateDelegate<Func<int, int>>();
        MemoryReport.Reset();
        reduce(1);
        reduce(2);
        reduce(2);

        var method = MemoryReport.Capture().Methods.Single(method => method.Name == "Rules.Reduce(int rule)");
        method.AllocatedBytes.ShouldBe((3 * 224) + 2024 + (2 * 4024));
        method.Lines.Where(line => line.AllocatedBytes > 0).Select(line => (line.File, line.LineNumber, line.Occurrences, line.AllocatedBytes))
            .ShouldBe([(null, 9, 3L, 3 * 224L), ("rules.y", 3, 1L, 2024L), ("rules.y", 900, 2L, 2 * 4024L)]);
    }

    [Fact]
    public void Field_initializers_of_another_part_of_the_type_are_rows_of_its_file()
    {
        const string model = "using MemoryProfiler;\npublic partial class Model\n{\n    readonly int[] _ids = new int[10];\n    readonly byte[] _rows;\n    [Profile]\n    public Model(int n)\n    {\n        _rows = new byte[n];\n    }\n}\n";
        const string generated = "public partial class Model\n{\n    readonly byte[] _cache = new byte[50_000];\n    readonly string[] _names = new string[300];\n}\n";
        var assembly = WovenSource.Of("Partial", model, ("Model.Generated.cs", generated)).Load();
        var type = assembly.GetType("Model")!;
        Activator.CreateInstance(type, 100);
        MemoryReport.Reset();
        Activator.CreateInstance(type, 100);

        var method = MemoryReport.Capture().Methods.Single(method => method.Name == "Model.Model(int n)");
        method.Lines.Where(line => line.AllocatedBytes > 0).Select(line => (line.File, line.LineNumber, line.Text.Trim(), line.AllocatedBytes)).ShouldBe(
        [
            (null, 4, "readonly int[] _ids = new int[10];", 64L), (null, 9, "_rows = new byte[n];", 128L),
            ("Model.Generated.cs", 3, "readonly byte[] _cache = new byte[50_000];", 50_024L), ("Model.Generated.cs", 4, "readonly string[] _names = new string[300];", 2424L),
        ]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\u0085")]
    [InlineData("\u2028")]
    [InlineData("\u2029")]
    public void Lines_end_where_the_compiler_says(string end)
    {
        string[] lines = ["using MemoryProfiler;", "// one", "public static class Ends", "{", "    [Profile]", "    public static object Run(int n)", "    {", "        return new byte[n];", "    }", "}"];
        var run = WovenSource.Of($"Ends{(int)end[0]}{end.Length}", string.Join(end, lines)).Map.Methods.ShouldHaveSingleItem();
        run.Lines.ShouldBe([.. lines.Index().Skip(4).Take(5).Select(line => new MappedLine(line.Index + 1, line.Item))]);
        run.Slots.Select(slot => run.Lines[slot].Number).ShouldBe([5, 8], ignoreOrder: true);
    }

    [Fact]
    public void Text_is_read_in_the_code_page_that_it_was_compiled_with()
    {
        const string source = "using MemoryProfiler;\npublic static class Page\n{\n    [Profile]\n    public static string Run() => \"é\";\n}\n";
        Line("Given", Encoding.Latin1, "-codepage:28591").ShouldBe("    public static string Run() => \"é\";");
        Line("Marked", Encoding.Unicode).ShouldBe("    public static string Run() => \"é\";");
        // Without a code page it is what the compiler fell back on.
        var fallen = WovenSource.Of("Fallen", Encoding.Latin1.GetBytes(source), []);
        var literal = (string)fallen.Load().GetType("Page")!.GetMethod("Run")!.Invoke(null, [])!;
        fallen.Map.Methods.Single().Lines[1].Text.ShouldBe($"    public static string Run() => \"{literal}\";");

        string Line(string name, Encoding encoding, params string[] options) =>
            WovenSource.Of(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(source)], options).Map.Methods.Single().Lines[1].Text;
    }
}
