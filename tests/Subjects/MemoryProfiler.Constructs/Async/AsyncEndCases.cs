namespace MemoryProfiler.Constructs.Async;

/// <summary>
/// Every way to leave an async iterator, and the blocks of an async method that run as it is left. Whoever awaits runs on
/// the thread that what is awaited hops to: so it always suspends.
/// </summary>
public static class AsyncEndCases
{
    static readonly InvalidOperationException _failure = new("known");

    [AllocationCase(Iterators = 1, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task StreamBrokenOff()
    {
        return BreaksOff(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task StreamToTheEnd()
    {
        return Consumes(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1), Profile]
    public static Task StreamWithoutAwaits()
    {
        return BreaksOffAtOnce(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1), Profile]
    public static Task StreamNeverStarted()
    {
        return DisposesUnused(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task StreamAndConsumerThrows()
    {
        return ConsumerThrows(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task StreamThrows()
    {
        return ConsumesUntilItThrows(); // 1 x
    }

    [AllocationCase(Iterators = 1, AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task StreamUses()
    {
        return BreaksOffWhatUses(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Using()
    {
        return Uses(); // 1 x
    }

    [AllocationCase(AsyncCalls = 2, Suspensions = 2), Profile]
    public static Task AwaitUsing()
    {
        return UsesAsync(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task Lock()
    {
        return Locks(); // 1 x
    }

    [AllocationCase(AsyncCalls = 1, Suspensions = 1), Profile]
    public static Task FinallyByException()
    {
        return LeavesByException(); // 1 x
    }

    [Profile]
    static async Task BreaksOff()
    {
        await Hop.ToFirst; // 1 x
        await foreach (var value in Endless()) // 2 x
        {
            if (value > 1) // 2 x
                break;
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> Endless()
    {
        try
        {
            for (var i = 1; ; i++) // 1 x 0 B
            {
                await Hop.ToFirst; // 2 x
                yield return i; // 2 x 0 B
            }
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
            await Hop.ToFirst; // 1 x 0 B
            GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
        }
    }

    [Profile]
    static async Task Consumes()
    {
        await Hop.ToFirst; // 1 x
        await foreach (var value in Three()) // 4 x
            GC.KeepAlive(new byte[value]); // 3 x 96 B self 96 B
    }

    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> Three()
    {
        try
        {
            yield return 1; // 1 x 0 B
            await Hop.ToFirst; // 1 x
            yield return 2; // 1 x 0 B
            yield return 3; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile]
    static async Task BreaksOffAtOnce()
    {
        await foreach (var value in WithoutAwaits()) // 1 x
            break; // 1 x 56 B self 0 B
    }

#pragma warning disable CS1998 // A stream that never waits is what this is about.
    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> WithoutAwaits()
#pragma warning restore CS1998
    {
        try
        {
            while (true)
                yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile]
    static async Task DisposesUnused()
    {
        var values = NotBegun().GetAsyncEnumerator(); // 1 x
        await values.DisposeAsync(); // 1 x 0 B
    }

    [Profile] // 0 x 0 B self 0 B
    static async IAsyncEnumerable<int> NotBegun()
    {
        try
        {
            await Hop.ToFirst; // 0 x 0 B
            yield return 1; // 0 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 0 x 0 B
        }
    }

    [Profile]
    static async Task ConsumerThrows()
    {
        await Hop.ToFirst; // 1 x
        try
        {
            await foreach (var value in LeftByAnException()) // 1 x
                throw _failure; // 1 x
        }
        catch (InvalidOperationException)
        {
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> LeftByAnException()
    {
        try
        {
            await Hop.ToFirst; // 1 x
            yield return 1; // 1 x 0 B
        }
        finally
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
        }
    }

    [Profile]
    static async Task ConsumesUntilItThrows()
    {
        await Hop.ToFirst; // 1 x
        try
        {
            await foreach (var _ in Throws()) // 2 x
            {
            }
        }
        catch (InvalidOperationException)
        {
        }
    }

    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> Throws()
    {
        try
        {
            await Hop.ToFirst; // 1 x
            yield return 1; // 1 x 0 B
            throw _failure; // 1 x
        }
        finally
        {
            // And what the step that fails keeps the exception in, another 56 B.
            GC.KeepAlive(new byte[32]); // 1 x 112 B self 112 B
        }
    }

    [Profile]
    static async Task BreaksOffWhatUses()
    {
        await Hop.ToFirst; // 1 x
        await foreach (var _ in StreamOfUses()) // 1 x
            break; // 1 x 56 B self 0 B
    }

    [Profile] // 1 x 0 B self 0 B
    static async IAsyncEnumerable<int> StreamOfUses()
    {
        using var used = new Allocating(); // 1 x 24 B self 24 B
        await Hop.ToFirst; // 1 x
        yield return 1; // 1 x 56 B self 56 B
        yield return 2; // 0 x 0 B
    }

    [Profile]
    static async Task Uses()
    {
        using var used = new Allocating(); // 1 x 24 B self 24 B
        await Hop.ToFirst; // 1 x
        GC.KeepAlive(new byte[8]); // 1 x 88 B self 88 B
    }

    [Profile]
    static async Task UsesAsync()
    {
        await Hop.ToFirst; // 1 x
        await using (new Allocating()) // 1 x
        {
            await Hop.ToFirst; // 1 x
            GC.KeepAlive(new byte[8]); // 1 x
        }
    }

    [Profile]
    static async Task Locks()
    {
        await Hop.ToFirst; // 1 x
        lock (_failure) // 1 x 0 B
            GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
    }

    [Profile]
    static async Task LeavesByException()
    {
        try
        {
            await Hop.ToFirst; // 1 x
            try
            {
                throw _failure; // 1 x
            }
            finally
            {
                GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
            }
        }
        catch (InvalidOperationException)
        {
            GC.KeepAlive(new byte[8]); // 1 x 32 B self 32 B
        }
    }

    sealed class Allocating : IDisposable, IAsyncDisposable
    {
        public void Dispose() => GC.KeepAlive(new byte[32]);

        [Profile]
        public async ValueTask DisposeAsync()
        {
            GC.KeepAlive(new byte[32]); // 1 x 56 B self 56 B
            await Hop.ToFirst; // 1 x
        }
    }
}
