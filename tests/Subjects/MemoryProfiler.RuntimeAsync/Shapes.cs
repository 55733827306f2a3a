namespace MemoryProfiler.RuntimeAsync;

/// <summary>What awaits can stand in and wait for: each line allocates as much as it says.</summary>
static class Shapes
{
    static readonly AsyncLocal<int> _local = new();

    public static void Run()
    {
        Each("InHandlers", 1_024 + 2_048 + 3_072, InHandlers);
        Each("InOneExpression", 1_024 + 2_048 + 3_072, InOneExpression);
        Each("Awaiters", 4 * 1_024, Awaiters);
        Each("Tasks", 5 * 1_024, Tasks);
        Each("InLocalFunction", 2 * 1_024, InLocalFunction);
        Each("Generic", 1_024, Generic<string>);
        Each("OfAStruct", 1_024, new Counter(1_000).OfAStruct);
        Each("Stream", 3 * 1_024, Stream);
        Each("Disposing", 2 * 1_024, Disposing);
        Each("Flowing", 1_024, Flowing);
        Each("Cancelled", 1_024, Cancelled);
        Each("Failing", 2 * 1_024, Failing);
        Each("NeverSuspended", 10 * 1_024, NeverSuspended);
        Each("Countdown", 5 * 1_024, () => Countdown(4));
    }

    static void Each(string name, long bytes, Func<Task> call)
    {
        for (var i = 0; i < 3; i++)
        {
            MemoryReport.Reset();
            call().GetAwaiter().GetResult();
            // The thread that suspended it last may still be about to leave.
            Thread.Sleep(5);
        }
        Checks.Equal(name, bytes, Figures.Of(name).Lines.Where(line => line.Text.Contains("Made.Bytes", StringComparison.Ordinal)).Sum(line => Whole(line.SelfAllocatedBytes)));
    }

    // Beside the arrays of a thousand there are only small objects.
    static long Whole(long bytes) => bytes / 1_024 * 1_024;

    [Profile]
    static async Task<int> InHandlers()
    {
        var sum = 0;
        try
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }
        catch (InvalidOperationException) when (sum == 0)
        {
            await Task.Yield();
            sum += Made.Bytes(1_000).Length;
        }
        finally
        {
            await Task.Yield();
            sum += Made.Bytes(2_024).Length;
        }
        await Task.Yield();
        return sum + Made.Bytes(3_048).Length;
    }

    [Profile]
    static async Task<int> InOneExpression() =>
        Sum(Made.Bytes(1_000), Made.Bytes(1_024 + await Thousand()), Made.Bytes(3_048), await Thousand());

    static int Sum(byte[] a, byte[] b, byte[] c, int d) => a.Length + b.Length + c.Length + d;

    static async Task<int> Thousand()
    {
        await Task.Yield();
        return 1_000;
    }

    [Profile]
    static async Task<long> Awaiters()
    {
        var (first, second, third) = (new Gate(), new Gate(), new Gate());
        _ = Task.Run(async () =>
        {
            foreach (var gate in new[] { first, second, third })
            {
                await Task.Delay(1);
                gate.Open();
            }
        });
        await first;
        var sum = (long)Made.Bytes(1_000).Length;
        sum += await new Turnstile(second, 1);
        sum += (long)Made.Bytes(1_000).Length;
        sum += await new Bell(third, 2);
        sum += (long)Made.Bytes(1_000).Length;
        await Task.Yield();
        return sum + (long)Made.Bytes(1_000).Length;
    }

    [Profile]
    static async ValueTask<int> TasksOf(Task task)
    {
        await task;
        var sum = Made.Bytes(1_000).Length;
        await Task.Delay(1).ConfigureAwait(false);
        sum += Made.Bytes(1_000).Length;
        await new ValueTask(Task.Delay(1)).ConfigureAwait(false);
        sum += Made.Bytes(1_000).Length;
        await Task.Delay(1).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return sum + Made.Bytes(1_000).Length;
    }

    [Profile]
    static async Task<int> Tasks()
    {
        var sum = await TasksOf(Task.Delay(1)) + Made.Bytes(1_000).Length;
        var channel = System.Threading.Channels.Channel.CreateUnbounded<byte[]>();
        var reading = channel.Reader.ReadAsync();
        _ = Task.Run(() => channel.Writer.TryWrite(Made.Bytes(1_000)));
        sum += (await reading).Length + Made.Bytes(1_000).Length;
        await Task.WhenAll(Task.Delay(1), Task.Run(() => 1));
        sum += Made.Bytes(1_000).Length;
        return sum + await new ValueTask<int>(5) + Made.Bytes(1_000).Length;
    }

    [Profile]
    static async Task<int> InLocalFunction()
    {
        Func<Task<int>> lambda = async () =>
        {
            await Task.Yield();
            return Made.Bytes(1_000).Length;
        };
        return await lambda() + await Local(1);

        async Task<int> Local(int n)
        {
            await Task.Yield();
            return n + Made.Bytes(1_000).Length;
        }
    }

    [Profile]
    static async Task<T?> Generic<T>()
    {
        await Task.Yield();
        GC.KeepAlive(Made.Bytes(1_000));
        await Task.Yield();
        return default;
    }

    [Profile]
    static async Task<int> Stream()
    {
        var sum = 0;
        await foreach (var item in Items())
            sum += item + Made.Bytes(1_000).Length;
        return sum;
    }

    static async IAsyncEnumerable<int> Items()
    {
        for (var i = 0; i < 3; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [Profile]
    static async Task<int> Disposing()
    {
        await using (new Disposable())
        {
            await Task.Yield();
            GC.KeepAlive(Made.Bytes(1_000));
        }
        return Made.Bytes(1_000).Length;
    }

    sealed class Disposable : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.Yield();
    }

    [Profile]
    static async Task<int> Flowing()
    {
        _local.Value = 5;
        await Task.Yield();
        Checks.Equal("what flows to the other side of an await", 5, _local.Value);
        return Made.Bytes(1_000).Length;
    }

    [Profile]
    static async Task<int> Cancelled()
    {
        using var source = new CancellationTokenSource(1);
        try
        {
            await Task.Delay(-1, source.Token);
        }
        catch (OperationCanceledException)
        {
            return Made.Bytes(1_000).Length;
        }
        return 0;
    }

    [Profile]
    static async Task<int> Failing()
    {
        var sum = Made.Bytes(1_000).Length;
        try
        {
            await Fails();
        }
        catch (InvalidOperationException)
        {
            sum += Made.Bytes(1_000).Length;
        }
        return sum;
    }

    [Profile]
    static async Task Fails()
    {
        await Task.Yield();
        throw new InvalidOperationException();
    }

    [Profile]
    static async Task<int> NeverSuspended()
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            await Task.CompletedTask;
            sum += Made.Bytes(1_000).Length;
        }
        return sum;
    }

    [Profile]
    static async Task<int> Countdown(int depth)
    {
        var made = Made.Bytes(1_000).Length;
        await Task.Yield();
        return depth == 0 ? made : made + await Countdown(depth - 1);
    }

    readonly struct Counter(int size)
    {
        [Profile]
        public async Task<int> OfAStruct()
        {
            var length = size;
            await Task.Yield();
            return length + Made.Bytes(1_000).Length;
        }
    }
}
