using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MemoryProfiler.Reports.Formatters;
using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Reports.Formatters;

public sealed partial class HtmlFormatterTests
{
    const string Attack = "</script><img src=x onerror=alert(1)> & \"'";

    [Fact]
    public void A_report_of_two_methods() => WithoutFiles(Write(SampleReports.Orders)).ShouldBeApproved();

    [Fact]
    public void A_page_without_its_data_is_small() =>
        Encoding.UTF8.GetByteCount(Write(SampleReports.Orders with { Methods = [] })).ShouldBeLessThan(45 << 10);

    [Fact]
    public void Lines_that_held_most_at_the_peak_are_in_the_data()
    {
        using var data = Data(Write(SampleReports.Peak));

        var peak = data.RootElement.GetProperty("peak");
        peak.GetProperty("title").GetString().ShouldBe("At the peak of ~330.2 MiB, after a full collection, these lines held");
        peak.GetProperty("rows").EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Select(cell => cell.GetString()))).ShouldBe(
        [
            "~101.3 MiB Catalog.cs:41 Shop.Catalog.Load()",
            "~98.6 MiB Import.cs:17 Shop.Import.Read<T>(Stream)",
            "~1.0 MiB Shop.Vendor.Cache.Add(string) ",
            "~129.3 MiB other lines ",
        ]);
    }

    [Fact]
    public void A_page_shows_bytes_by_the_rule_of_the_tables()
    {
        var script = HtmlFormatter.Page.Resource("base.js");

        script.ShouldContain("while (value >= 1023.95 && unit < 4)");
        script.ShouldContain("['KiB', 'MiB', 'GiB', 'TiB'][unit - 1]");
    }

    [Fact]
    public void A_page_loads_nothing()
    {
        var page = Write(SampleReports.Orders);

        page.ShouldContain("<meta http-equiv=Content-Security-Policy content=\"default-src 'none';style-src 'unsafe-inline';script-src 'unsafe-inline'\">");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("@import");
    }

    [Fact]
    public void No_text_of_the_program_ends_the_data()
    {
        var method = SampleReports.Orders.Methods[0];
        var attacked = SampleReports.Orders with
        {
            Runtime = Attack,
            Notes = [Attack],
            Methods = [method with { FullName = Attack, File = Attack, Lines = [method.Lines[3] with { Text = Attack }] }],
        };

        var page = Write(attacked);

        page.ShouldNotContain("<img");
        Count(page, "</script>").ShouldBe(2);
        using var data = Data(page);
        data.RootElement.GetProperty("notes")[0].GetString().ShouldBe(Attack);
        var written = data.RootElement.GetProperty("methods")[0];
        written.GetProperty("n").GetString().ShouldBe(Attack);
        written.GetProperty("lines")[0][1].GetString().ShouldBe(Attack);
    }

    [Fact]
    public void Braces_in_the_source_on_a_page_are_left_alone()
    {
        var method = SampleReports.Orders.Methods[0];
        var braces = SampleReports.Orders with { Methods = [method with { Lines = [method.Lines[3] with { Text = "{data} {report.js} }{" }] }] };

        using var data = Data(Write(braces));

        data.RootElement.GetProperty("methods")[0].GetProperty("lines")[0][1].GetString().ShouldBe("{data} {report.js} }{");
    }

    [Fact]
    public void What_a_line_does_not_have_takes_no_room()
    {
        using var data = Data(Write(SampleReports.Orders));
        var lines = data.RootElement.GetProperty("methods")[0].GetProperty("lines");

        lines[1].GetRawText().ShouldBe("""[25,"    public IReadOnlyList\u003COrder\u003E Import(string path)"]""");
        lines[3].GetRawText().ShouldBe("""[27,"        var orders = new List\u003COrder\u003E();",1,32,32,40684749]""");
        lines[4].GetRawText().ShouldEndWith(",200001,28835840,28835840,117440512,10276045,0,8200]");
        lines[10].GetRawText().ShouldBe("""[34,"        pool.Wait();",1,9999,9999,110000000,-10481382,1]""");
    }

    [Fact]
    public void A_line_that_the_JIT_has_optimised_says_so_with_both_figures()
    {
        var method = SampleReports.Orders.Methods[0];
        var line = method.Lines[6] with { AllocatedBytes = 560_000, FirstVisitBytes = 112, LaterBytesPerVisit = 0 };

        using var data = Data(Write(SampleReports.Orders with { Methods = [method with { Lines = [line] }] }));

        data.RootElement.GetProperty("methods")[0].GetProperty("lines")[0].GetRawText().ShouldEndWith(",560000,95210485,120481382,68367155,2,0,112,0]");
    }

    [Fact]
    public void The_types_of_a_line_come_last()
    {
        using var data = Data(Write(SampleReports.Types));

        data.RootElement.GetProperty("methods")[0].GetProperty("lines")[4].GetRawText().ShouldEndWith(""",10276045,0,8200,null,null,[["System.String",28835840,28443201,28835840,282]]]""");
    }

    [Fact]
    public void Much_data_of_a_page_is_packed()
    {
        using var writer = new StringWriter();
        HtmlFormatter.Write(SampleReports.Orders, writer, mostPlain: 100, largestData: int.MaxValue);
        var page = writer.ToString();

        page.ShouldContain("<script id=data type=\"application/gzip\">");
        using var unpacked = new GZipStream(new MemoryStream(Convert.FromBase64String(DataText(page))), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        reader.ReadToEnd().ShouldBe(DataText(Write(SampleReports.Orders)));
    }

    [Fact]
    public void Too_much_data_goes_without_the_small_methods_and_says_so()
    {
        var large = SampleReports.Orders.Methods[0] with { AllocatedBytes = 100_000_000 };
        var report = SampleReports.Orders with
        {
            Methods =
            [
                large,
                large with { FullName = "Kept", AllocatedBytes = 10_001, SelfAllocatedBytes = 10_001 },
                large with { FullName = "Small", AllocatedBytes = 10_000, SelfAllocatedBytes = 9_000 },
                large with { FullName = "Idle", AllocatedBytes = 0, SelfAllocatedBytes = 0 },
            ],
        };
        using var writer = new StringWriter();
        HtmlFormatter.Write(report, writer, mostPlain: int.MaxValue, largestData: 1_000);

        using var data = Data(writer.ToString());
        data.RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("n").GetString()).ShouldBe([large.FullName, "Kept"]);
        data.RootElement.GetProperty("allocated").GetInt64().ShouldBe(124_046_541 + 10_001 + 9_000);
        data.RootElement.GetProperty("notes").EnumerateArray().Last().GetString().ShouldBe(
            "2 methods with less than 0.01 % of the largest, 9,000 B without profiled callees, are left out of this page; the report as .txt or .json has them.");
    }

    [Theory]
    [InlineData(MemoryMetric.Pss, "PSS")]
    [InlineData(MemoryMetric.None, null)]
    public void A_page_names_the_metric_of_its_report(MemoryMetric metric, string? words)
    {
        using var data = Data(Write(SampleReports.Orders with { Metric = metric }));

        data.RootElement.GetProperty("metric").GetString().ShouldBe(words);
    }

    static string Write(ProfileReport report)
    {
        using var writer = new StringWriter();
        report.WriteTo(writer, ReportFormat.Html);
        return writer.ToString();
    }

    static JsonDocument Data(string page) => JsonDocument.Parse(DataText(page));

    static string DataText(string page) => DataElement().Match(page).Groups["data"].Value;

    // The files themselves are looked at in a browser; here stands what is made of the report.
    static string WithoutFiles(string page)
    {
        foreach (var name in new[] { "base.css", "report.css", "base.js", "report.js" })
            page = page.Replace(HtmlFormatter.Page.Resource(name), $"({name})\n", StringComparison.Ordinal);
        return page;
    }

    static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<script id=data type=\"[^\"]+\">(?<data>[^<]*)</script>")]
    private static partial Regex DataElement();
}
