using System.Net;
using MemoryProfiler.AspNetCore.Tests.Support;

namespace MemoryProfiler.AspNetCore.Tests;

/// <summary>Who gets the sample's report, and what is in it.</summary>
public sealed class MemoryEndpointTests
{
    static readonly (string, string) _development = ("ASPNETCORE_ENVIRONMENT", "Development");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_development_there_is_a_page_with_the_lines_of_the_handlers()
    {
        using var server = await SampleServer.Start(_development);
        await server.Client.GetByteArrayAsync("/products/7/picture", Stop);

        using var response = await server.Client.GetAsync("/memory", Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        var page = await response.Content.ReadAsStringAsync(Stop);
        page.ShouldStartWith("<!doctype html>");
        page.ShouldContain("{\"n\":\"AspNetCoreSample.Shop.ShopEndpoints.Picture(int id)\",\"f\":\"Shop/ShopEndpoints.cs\",");
        page.ShouldContain(",\"        var bitmap = new byte[HeaderBytes \\u002B (Side * Side * 4)];\",1,16464,16464");
    }

    [Fact]
    public async Task The_report_of_an_endpoint_has_exact_bytes_in_a_form_that_loads()
    {
        using var server = await SampleServer.Start(_development);
        for (var request = 0; request < 3; request++)
            await server.Client.GetByteArrayAsync("/products/7/picture", Stop);

        using var response = await server.Client.GetAsync("/memory.json", Stop);

        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        var report = await Load(response);
        var picture = report.Methods.ShouldHaveSingleItem();
        picture.Name.ShouldBe("ShopEndpoints.Picture(int id)");
        picture.Calls.ShouldBe(3);
        // 24 B of an array and 54 + 64 * 64 * 4 of its elements, up to the next 8.
        var bitmap = picture.Lines.Single(line => line.Text.Contains("new byte[", StringComparison.Ordinal));
        (bitmap.Occurrences, bitmap.AllocatedBytes, bitmap.SelfAllocatedBytes).ShouldBe((3, 3 * 16_464, 3 * 16_464));
        picture.Lines.Where(line => line != bitmap && !line.Text.Contains("return", StringComparison.Ordinal)).Sum(line => line.AllocatedBytes).ShouldBe(0);
        report.Notes.ShouldContain(note => note.StartsWith("Never called: ShopEndpoints.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_report_of_the_sample_has_the_bytes_and_lines_that_its_chapter_shows_up_to_the_notes()
    {
        using var server = await SampleServer.Start(_development, ("MEMORYPROFILER_OPTIONS__Metric", "None"));
        foreach (var path in new[] { "/products/7", "/products/7/picture", "/products/7/picture" })
            await server.Client.GetByteArrayAsync(path, Stop);

        using var response = await server.Client.GetAsync("/memory.json", Stop);

        var report = await Load(response);
        SampleChapters.WithoutNotes(report.ToString()).ShouldBe(SampleChapters.WithoutMemory(SampleChapters.WithoutNotes(SampleChapters.Shown("AspNetCore"))));
    }

    [Fact]
    public async Task The_sample_serves_its_report_when_it_is_started_by_dotnet_run()
    {
        using var server = await SampleServer.Run();

        using var response = await server.Client.GetAsync("/memory", Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_async_handler_is_one_call_with_the_bytes_of_what_it_calls_on_its_lines()
    {
        using var server = await SampleServer.Start(_development);
        await server.Client.GetStringAsync("/sales", Stop);

        using var response = await server.Client.GetAsync("/memory.json", Stop);

        var sales = (await Load(response)).Methods.ShouldHaveSingleItem();
        sales.Name.ShouldBe("ShopEndpoints.SalesAsync(Catalogue catalogue, Warehouse warehouse, CancellationToken stop)");
        sales.Calls.ShouldBe(1);
        sales.Lines.Single(line => line.Text.Contains("await warehouse.ReadSalesAsync", StringComparison.Ordinal)).Occurrences.ShouldBe(1);
        // 400 sales and 4 first ones of a category, 48 B each; the dictionary of 4 with its arrays of 3 and 7, its values and an enumerator.
        var totals = sales.Lines.Single(line => line.Text.Contains("Sales.Total", StringComparison.Ordinal));
        (totals.Occurrences, totals.AllocatedBytes).ShouldBe((1, (404 * 48) + 80 + 40 + 96 + 56 + 192 + 24 + 40));
    }

    [Theory]
    [InlineData("/memory")]
    [InlineData("/memory.json")]
    public async Task In_production_there_is_no_report_to_be_had(string path)
    {
        using var server = await SampleServer.Start();

        using var response = await server.Client.GetAsync(path, Stop);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Staging", "false", HttpStatusCode.NotFound)]
    [InlineData("Staging", "true", HttpStatusCode.OK)]
    [InlineData("Production", "true", HttpStatusCode.OK)]
    public async Task Outside_development_an_option_decides_whether_the_report_is_served(string environment, string shown, HttpStatusCode expected)
    {
        using var server = await SampleServer.Start(("ASPNETCORE_ENVIRONMENT", environment), ("MemoryReport__ShowOutsideDevelopment", shown));

        foreach (var path in new[] { "/memory", "/memory.json" })
        {
            using var response = await server.Client.GetAsync(path, Stop);
            response.StatusCode.ShouldBe(expected, path);
        }
    }

    static async Task<ProfileReport> Load(HttpResponseMessage response)
    {
        var file = Path.Combine(Path.GetTempPath(), $"memory-profiler-{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllBytesAsync(file, await response.Content.ReadAsByteArrayAsync(Stop), Stop);
            return ProfileReport.Load(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
