using MemoryProfiler.AspNetCore.Tests.Support;

namespace MemoryProfiler.AspNetCore.Tests;

/// <summary>The activity of a request carries what its profiled handler allocated, to the byte.</summary>
public sealed class RequestActivityTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task The_activity_of_a_request_has_the_bytes_of_a_handler_that_returns_at_once(int size)
    {
        await using var server = await HandlerServer.Start();
        await server.BytesOf($"/sync?size={size}");

        var bytes = await server.BytesOf($"/sync?size={size}");

        // Two strings and an array.
        bytes.ShouldBe((2 * Sized(22 + (2 * size))) + Sized(24 + size));
        bytes.ShouldBe(HandlerServer.Bracket);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task The_activity_of_a_request_has_the_bytes_of_a_handler_that_goes_on_on_another_thread(int size)
    {
        await using var server = await HandlerServer.Start();
        await server.BytesOf($"/async?size={size}");

        var bytes = await server.BytesOf($"/async?size={size}");

        bytes.ShouldBe(HandlerServer.Bracket);
    }

    [Fact]
    public async Task Requests_at_the_same_time_do_not_share_bytes()
    {
        await using var server = await HandlerServer.Start();
        await server.BytesOf("/page?size=1");
        var one = await server.BytesOf("/page?size=1");

        var several = await Task.WhenAll(Enumerable.Range(0, 20).Select(request => server.BytesOf($"/page?size={1_000 * request}")));

        for (var request = 1; request < 20; request++)
            several[request].ShouldBe(one + (5 * (Sized(22 + (2_000 * request)) - Sized(22 + 2))) + Joined(1_000 * request) - Joined(1));
    }

    [Fact]
    public async Task The_bytes_on_the_activity_of_a_request_are_those_of_the_report()
    {
        await using var server = await HandlerServer.Start();
        await server.BytesOf("/page?size=500");
        MemoryReport.Reset();

        var bytes = await server.BytesOf("/page?size=500");

        var page = MemoryReport.Capture().Methods.Single(method => method.Name == "Handlers.Page(int size)");
        page.Calls.ShouldBe(1);
        bytes.ShouldBe(page.AllocatedBytes);
        bytes.ShouldBe(page.MaxAllocatedBytes);
    }

    [Fact]
    public async Task The_activity_of_a_request_without_a_profiled_handler_has_no_bytes()
    {
        await using var server = await HandlerServer.Start();

        (await server.BytesOf("/plain?size=1")).ShouldBeNull();
    }

    static long Sized(long bytes) => (bytes + 7) / 8 * 8;

    static long Joined(long size) => Sized(22 + (2 * ((5 * size) + 4)));
}
