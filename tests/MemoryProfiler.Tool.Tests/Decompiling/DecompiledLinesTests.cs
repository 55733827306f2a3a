using System.Globalization;
using System.Text;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tool.Decompiling;
using MemoryProfiler.Tool.Tests.Support;

namespace MemoryProfiler.Tool.Tests.Decompiling;

/// <summary>Figures on IL offsets of an assembly without symbols, put onto lines of decompiled C#.</summary>
public class DecompiledLinesTests
{
    static readonly Lazy<ProfileReport> _decompiled = new(() => DecompiledLines.Of(Symbolless.Optimized.Report, _ => Symbolless.Optimized.Original));
    static readonly Lazy<ProfileReport> _debugging = new(() => DecompiledLines.Of(Symbolless.Debugging.Report, _ => Symbolless.Debugging.Original));

    [Fact]
    public void A_loop() => Rows("Work.Loop(int n)").ShouldBe(
    [
        "1, 0: public static int Loop(int n)",
        "1, 0: int num = 0;",
        "4, 0: for (int i = 0; i < n; i++)",
        "3, 3072: _kept = new byte[1000];",
        "3, 0: num += i;",
        "1, 0: return num;",
    ]);

    [Fact]
    public void A_branch_that_never_ran_has_no_figures() => Rows("Work.Branches(int n)").ShouldBe(
    [
        "1, 0: public static int Branches(int n)",
        "4, 0: for (int i = 0; i < n; i++)",
        "3, 0: if (i > n)",
        "3, 3072: _kept = new byte[1000];",
        "1, 0: return n;",
    ]);

    [Fact]
    public void A_lambda_is_in_the_text_of_its_method()
    {
        Rows("Work.Lambda(int n)").ShouldBe(
        [
            "1, 0: public static object Lambda(int n)",
            "1, 24: Func<int, object> func = delegate(int size)",
            "4, 64: for (int num = 0; num < n; num++)",
            "3, 9144: _kept = func(1000);",
            "1, 0: return func;",
        ]);
        // What an optimising compiler keeps on the stack between two statements leaves no place for a probe.
        Rows(_decompiled, "Work.Lambda.lambda(int size)").ShouldBe(["3, 0: Func<int, object> func = delegate(int size)", "3, 9144: byte[] result = new byte[size];"]);
        Rows(_debugging, "Work.Lambda.lambda(int size)").ShouldBe(
            ["3, 0: Func<int, object> func = delegate(int size)", "3, 3072: byte[] result = new byte[size];", "3, 6072: _kept = new byte[size + 1000];", "3, 0: return result;"]);
        var (lambda, method) = (Method("Work.Lambda.lambda(int size)"), Method("Work.Lambda(int n)"));
        lambda.FirstLine.ShouldBe(method.FirstLine + 2);
        method.Lines.Select(line => line.LineNumber).ShouldContain(lambda.Lines[^1].LineNumber);
    }

    [Fact]
    public void A_local_function() => Rows("Work.Local.Make(int size)").ShouldBe(
    [
        "3, 0: static void Make(int size)",
        "3, 3072: _kept = new byte[size];",
        "3, 6072: _kept = new byte[size + 1000];",
    ]);

    [Theory, InlineData(true), InlineData(false)]
    public void An_async_method(bool isOptimized)
    {
        var rows = Rows(isOptimized ? _decompiled : _debugging, "Work.Async(int n)");
        // What an await allocates depends on the thread that goes on.
        rows.Where(row => !row.EndsWith("await Task.Yield();", StringComparison.Ordinal)).ShouldBe(
        [
            "1, 0: private static async Task<int> Async(int n)",
            "1, 1024: _kept = new byte[1000];",
            "4, 0: for (int i = 0; i < n; i++)",
            "3, 6072: _kept = new byte[2000];",
            "1, 0: return n;",
        ]);
        rows.Single(row => row.EndsWith("await Task.Yield();", StringComparison.Ordinal)).ShouldStartWith("3, ");
    }

    [Fact]
    public void An_iterator() => Rows("Work.Iterator(int n)").ShouldBe(
    [
        "1, 0: private static IEnumerable<object> Iterator(int n)",
        "4, 0: for (int i = 0; i < n; i++)",
        "3, 3072: yield return new byte[1000];",
        "1, 2024: _kept = new byte[2000];",
    ]);

    [Fact]
    public void The_constructor_of_a_generic_type() => Rows("Box<T>.Box(int n)").ShouldBe(
    [
        "2, 0: public Box(int n)",
        "2, 2048: byte[] array = new byte[1000];",
        "2, 88: _items = new T[n];",
        "2, 0: Count = array.Length + _items.Length;",
    ]);

    [Theory]
    [InlineData("Work.Empty(int n)", "1, 0: public static void Empty(int n)")]
    [InlineData("Work.Nothing.lambda(long _)", "2, 0: Action<long> action = delegate")]
    [InlineData("Plain.Plain()", "1, 0: internal sealed class Plain")]
    public void A_method_without_a_statement_has_its_calls(string name, string row) => Rows(name).ShouldBe([row]);

    [Fact]
    public void A_property() => Rows("Holder.Bytes.get").ShouldBe(["3, 9072: public byte[] Bytes => new byte[_size];"]);

    [Fact]
    public void A_constructor_has_the_lines_of_field_initializers()
    {
        Rows("Holder.Holder()").ShouldBe(
        [
            "1, 1024: private readonly byte[] _first = new byte[1000];",
            "1, 2024: private readonly byte[] _second = new byte[2000];",
            "1, 0: public Holder()",
            "1, 0: _size = _first.Length + _second.Length;",
            "1, 3024: Length = new byte[3000].Length;",
        ]);
        var constructor = Method("Holder.Holder()");
        constructor.Lines.Single(line => line.LineNumber == constructor.FirstLine).Text.ShouldEndWith("public Holder()");
    }

    [Fact]
    public void A_switch_expression_is_one_statement() => Rows("Work.Switch(int n)").ShouldBe(
    [
        "1, 0: public static int Switch(int n)",
        "4, 0: for (int i = 0; i < n; i++)",
        "3, 6072: _kept = i switch",
        "1, 0: return n;",
    ]);

    [Fact]
    public void Recursion_counts_a_byte_once_on_a_line() => Rows("Work.Recursive(int n)").ShouldBe(
    [
        "4, 0: public static int Recursive(int n)",
        "4, 0: if (n == 0)",
        "1, 0: return 0;",
        "3, 3072: _kept = new byte[1000];",
        "3, 2048: return Recursive(n - 1) + 1;",
    ]);

    [Fact]
    public void A_lambda_of_a_query() => Rows("Work.Query.lambda(int i)", method => method.AllocatedBytes > 0).ShouldBe(["2, 2056: select new byte[1000 + i]).ToList().Count;"]);

    [Theory, InlineData(true), InlineData(false)]
    public void No_byte_is_lost_and_no_total_changes(bool isOptimized)
    {
        var before = (isOptimized ? Symbolless.Optimized : Symbolless.Debugging).Report;
        var after = (isOptimized ? _decompiled : _debugging).Value;
        after.Methods.Count.ShouldBe(before.Methods.Count);
        foreach (var (old, young) in before.Methods.Zip(after.Methods))
        {
            (young with { File = old.File, FirstLine = old.FirstLine, BodyToken = old.BodyToken, Lines = old.Lines }).ShouldBe(old);
            young.Lines.Sum(line => line.SelfAllocatedBytes).ShouldBe(old.SelfAllocatedBytes, old.FullName);
            young.Lines.Sum(line => line.AllocatedBytes).ShouldBe(old.Lines.Sum(line => line.AllocatedBytes), old.FullName);
            young.Lines.Where(line => line.Occurrences == 0 && line.AllocatedBytes != 0).ShouldBeEmpty(old.FullName);
            young.Lines.ShouldAllBe(line => line.IsExact);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Every_method_has_lines_and_says_that_they_are_decompiled(bool isOptimized)
    {
        var report = (isOptimized ? _decompiled : _debugging).Value;
        report.Notes.ShouldBeEmpty();
        report.Methods.Select(method => method.File).Distinct().ShouldBe([isOptimized ? "MemoryProfiler.Symbolless.dll (decompiled)" : "MemoryProfiler.Symbolless.Debugging.dll (decompiled)"]);
        report.Methods.ShouldAllBe(method => method.BodyToken == null);
    }

    [Theory]
    [InlineData(ReportFormat.Text, "Filename: MemoryProfiler.Symbolless.dll (decompiled)")]
    [InlineData(ReportFormat.Csv, ",MemoryProfiler.Symbolless.dll (decompiled),17,")]
    [InlineData(ReportFormat.Markdown, "`MemoryProfiler.Symbolless.dll (decompiled):12`")]
    [InlineData(ReportFormat.Json, "\"file\": \"MemoryProfiler.Symbolless.dll (decompiled)\"")]
    public void Each_form_shows_the_mark(ReportFormat format, string mark)
    {
        using var writer = new StringWriter();
        _decompiled.Value.WriteTo(writer, format);
        writer.ToString().ShouldContain(mark);
    }

    [Fact]
    public void The_page_shows_the_mark() => Encoding.UTF8.GetString(HtmlData.Write(_decompiled.Value)).ShouldContain("\"f\":\"MemoryProfiler.Symbolless.dll (decompiled)\",\"l\":12,");

    [Fact]
    public void A_report_without_offsets_stays_as_it_is() =>
        DecompiledLines.Of(SampleReports.Orders, _ => throw new InvalidOperationException("Nothing is to be decompiled.")).ShouldBeSameAs(SampleReports.Orders);

    [Fact]
    public void A_file_that_is_gone_is_said()
    {
        var report = DecompiledLines.Of(Symbolless.Optimized.Report, _ => "/gone/Shop.dll");
        report.Methods.ShouldBe(Symbolless.Optimized.Report.Methods);
        report.Notes.ShouldBe([$"IL offsets stand for lines in {Symbolless.Optimized.Report.Methods[0].FullName} and {Symbolless.Optimized.Report.Methods.Count - 1} more: the file of MemoryProfiler.Symbolless that was profiled is not there (/gone/Shop.dll). Keep it until the report is written."]);
    }

    [Fact]
    public void A_file_that_is_no_assembly_is_said()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Shop.dll");
        File.WriteAllText(path, "no assembly");
        var report = DecompiledLines.Of(Symbolless.Optimized.Report, _ => path);
        report.Methods.ShouldBe(Symbolless.Optimized.Report.Methods);
        report.Notes.Single().ShouldContain($"{path} cannot be read (");
    }

    [Fact]
    public void A_body_that_the_file_does_not_have_is_said()
    {
        var method = Symbolless.Optimized.Report.Methods[0] with { BodyToken = 0x06FFFFFF };
        var report = DecompiledLines.Of(Symbolless.Optimized.Report with { Methods = [method] }, _ => Symbolless.Optimized.Original);
        report.Methods.ShouldBe([method]);
        report.Notes.ShouldBe([$"IL offsets stand for lines in {method.FullName}: {Symbolless.Optimized.Original} is not the file that was profiled. Give the one of that build."]);
    }

    static MethodProfile Method(string name) => _decompiled.Value.Methods.Single(method => method.Name == name);

    /// <summary>Hits, bytes and text of the lines that ran, which are the same in both builds.</summary>
    static List<string> Rows(string name, Func<MethodProfile, bool>? where = null)
    {
        var rows = Rows(_decompiled, name, where);
        Rows(_debugging, name, where).ShouldBe(rows);
        return rows;
    }

    static List<string> Rows(Lazy<ProfileReport> report, string name, Func<MethodProfile, bool>? where = null) =>
    [
        .. report.Value.Methods.Single(method => method.Name == name && where?.Invoke(method) != false).Lines
            .Where(line => line.Occurrences != 0 || line.AllocatedBytes != 0)
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Occurrences}, {line.AllocatedBytes}: {line.Text.Trim()}")),
    ];
}
