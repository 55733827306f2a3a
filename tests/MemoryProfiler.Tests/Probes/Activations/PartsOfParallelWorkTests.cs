namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>What the bodies of parallel loops and queries allocate is in the call that runs the loop, on however many threads they ran.</summary>
public sealed class PartsOfParallelWorkTests
{
    const int Count = 64;

    static readonly Dictionary<string, Action<int>> _ways = new()
    {
        [nameof(Each)] = Each,
        [nameof(EachAsync)] = EachAsync,
        [nameof(Invoked)] = Invoked,
        [nameof(Query)] = Query,
        [nameof(QueryWithoutCapture)] = QueryWithoutCapture,
        [nameof(ForAll)] = ForAll,
        [nameof(Started)] = Started,
        [nameof(Scheduled)] = Scheduled,
    };

    public static TheoryData<string> Ways => [.. _ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_body_of_parallel_work_is_in_the_row_and_in_the_call(string way)
    {
        for (var warm = 0; warm < 3; warm++)
            _ways[way](1_000);
        MemoryReport.Reset();

        _ways[way](1_000);

        var method = MemoryReport.Capture().Methods.Single(m => m.Name.StartsWith($"{nameof(PartsOfParallelWorkTests)}.{way}(", StringComparison.Ordinal));
        method.Lines.Single(line => line.Text.Contains("new byte[", StringComparison.Ordinal)).SelfAllocatedBytes.ShouldBeGreaterThanOrEqualTo(Count * 1_024);
        method.OutsideCallsBytes.ShouldBe(0);
        method.SelfAllocatedBytes.ShouldBe(method.AllocatedBytes);
        (method.Calls, method.MinAllocatedBytes, method.MaxAllocatedBytes).ShouldBe((1, method.AllocatedBytes, method.AllocatedBytes));
    }

    [Profile]
    static void Each(int size) =>
        Parallel.ForEach(Enumerable.Range(0, Count), _ =>
        {
            GC.KeepAlive(new byte[size]);
        });

    [Profile]
    static void EachAsync(int size) =>
        Parallel.ForEachAsync(Enumerable.Range(0, Count), async (_, cancellation) =>
        {
            await Task.Yield();
            GC.KeepAlive(new byte[size]);
        }).GetAwaiter().GetResult();

    [Profile]
    static void Invoked(int size)
    {
        Action body = () =>
        {
            GC.KeepAlive(new byte[size]);
        };
        Parallel.Invoke([.. Enumerable.Repeat(body, Count)]);
    }

    [Profile]
    static void Query(int size)
    {
        var arrays = Enumerable.Range(0, Count).AsParallel().Select(_ =>
        {
            return new byte[size];
        }).ToArray();
        GC.KeepAlive(arrays);
    }

    [Profile]
    static void QueryWithoutCapture(int size)
    {
        var arrays = ParallelEnumerable.Repeat(size, Count).Select(static length =>
        {
            return new byte[length];
        }).ToArray();
        GC.KeepAlive(arrays);
    }

    [Profile]
    static void ForAll(int size) =>
        Enumerable.Range(0, Count).AsParallel().ForAll(_ =>
        {
            GC.KeepAlive(new byte[size]);
        });

    [Profile]
    static void Started(int size)
    {
        var tasks = Enumerable.Range(0, Count).Select(_ => Task.Factory.StartNew(() =>
        {
            GC.KeepAlive(new byte[size]);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(tasks);
    }

    [Profile]
    static void Scheduled(int size)
    {
        var before = ThreadPool.CompletedWorkItemCount;
        using var ended = new CountdownEvent(Count);
        for (var i = 0; i < Count; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state =>
            {
                GC.KeepAlive(new byte[state.Size]);
                state.Ended.Signal();
            }, (Size: size, Ended: ended), preferLocal: false);
        }
        ended.Wait();
        // The last body signals before it returns: without this the call could end between the two.
        SpinWait.SpinUntil(() => ThreadPool.CompletedWorkItemCount - before >= Count, TimeSpan.FromSeconds(10));
    }
}
