using System.Globalization;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace MemoryProfiler.Torture.Work;

/// <summary>Retries, a breaker and a fallback, new style and old, with and without real suspensions.</summary>
static class PollyWork
{
    public static string Run() => RunAsync().GetAwaiter().GetResult();

    static async Task<string> RunAsync()
    {
        var log = new StringWriter(CultureInfo.InvariantCulture);
        var pipeline = new ResiliencePipelineBuilder<int>()
            .AddRetry(new RetryStrategyOptions<int>
            {
                MaxRetryAttempts = 4,
                Delay = TimeSpan.FromMilliseconds(1),
                ShouldHandle = new PredicateBuilder<int>().Handle<InvalidOperationException>().HandleResult(-1),
                OnRetry = arguments =>
                {
                    log.WriteLine($"retry {arguments.AttemptNumber} {arguments.Outcome.Exception?.Message}");
                    return default;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromMinutes(5) })
            .Build();
        for (var i = 0; i < 20; i++)
        {
            var tries = 0;
            var result = await pipeline.ExecuteAsync(async token =>
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                return tries++ < i % 4 ? i % 2 == 0 ? -1 : throw new InvalidOperationException($"try {tries}") : i;
            });
            log.WriteLine(result);
        }
        await OldStyle(log);
        return log.ToString();
    }

    static async Task OldStyle(StringWriter log)
    {
        var retry = Policy.Handle<IOException>().RetryAsync(3, (e, attempt) => log.WriteLine($"{attempt}: {e.Message}"));
        var fallback = Policy<string>.Handle<Exception>().FallbackAsync("fallen back");
        log.WriteLine(await fallback.ExecuteAsync(() => retry.ExecuteAsync(async () =>
        {
            await Task.Delay(1);
            return await Task.FromException<string>(new IOException("lost"));
        })));
        var breaker = Policy.Handle<IOException>().CircuitBreaker(2, TimeSpan.FromMinutes(10));
        for (var i = 0; i < 4; i++)
        {
            try
            {
                breaker.Execute(() => throw new IOException($"sync {i}"));
            }
            catch (Exception e) when (e is IOException or BrokenCircuitException)
            {
                log.WriteLine(e.Message);
            }
        }
    }
}
