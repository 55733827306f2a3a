using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MemoryProfiler.AspNetCore.Tests.Support;

/// <summary>A web server in this process with <see cref="Handlers"/>, and the activities of its requests.</summary>
sealed class HandlerServer : IAsyncDisposable
{
    const string Tag = "memoryprofiler.allocated_bytes";

    // Only against a server that hangs.
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    readonly WebApplication _app;
    readonly ActivityListener _listener;
    readonly HttpClient _client;
    readonly ConcurrentDictionary<ActivityTraceId, TaskCompletionSource<Activity>> _requests = new();

    HandlerServer(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = _patience };
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Request(activity.TraceId).TrySetResult(activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was allocated around the latest call of a twin.</summary>
    public static long Bracket { get; private set; }

    public static async Task<HandlerServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddMemoryProfiler();
        var app = builder.Build();
        app.MapGet("/sync", (int size) =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = Handlers.SyncTwin(size);
            Bracket = GC.GetAllocatedBytesForCurrentThread() - before;
            return Handlers.Sync(size);
        });
        app.MapGet("/async", async (int size) =>
        {
            var gate = new Gate();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var twin = Handlers.AsyncTwin(gate, size);
            Bracket = GC.GetAllocatedBytesForCurrentThread() - before;
            Bracket += gate.OpenElsewhere();
            await twin;

            gate = new Gate();
            var call = Handlers.Async(gate, size);
            gate.OpenElsewhere();
            return await call;
        });
        app.MapGet("/page", Handlers.Page);
        app.MapGet("/plain", () => "plain");
        await app.StartAsync();
        var server = new HandlerServer(app);
        // A listener is noticed within a tick of the profiler's.
        var patience = Stopwatch.StartNew();
        while (await server.BytesOf("/sync?size=1") is null && patience.Elapsed < _patience)
            await Task.Delay(1);
        return server;
    }

    /// <summary>Sends a request and returns the allocated bytes on its activity.</summary>
    public async Task<long?> BytesOf(string path) => (await ActivityOf(path)).GetTagItem(Tag) as long?;

    async Task<Activity> ActivityOf(string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        // The activity ends after the response.
        return await Request(trace).Task.WaitAsync(_patience);
    }

    TaskCompletionSource<Activity> Request(ActivityTraceId trace) =>
        _requests.GetOrAdd(trace, _ => new TaskCompletionSource<Activity>(TaskCreationOptions.RunContinuationsAsynchronously));

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
