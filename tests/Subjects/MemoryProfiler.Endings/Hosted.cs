using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemoryProfiler.Endings;

/// <summary>Endings that a host has in hand.</summary>
static class Hosted
{
    public static async Task<int> RunHost(string gate)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService(_ => new SlowService(gate));
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }

    public static async Task<int> RunWeb(string gate)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHostedService(_ => new SlowService(gate));
        await using var app = builder.Build();
        app.MapGet("/", () => "");
        await app.RunAsync();
        return 0;
    }
}
