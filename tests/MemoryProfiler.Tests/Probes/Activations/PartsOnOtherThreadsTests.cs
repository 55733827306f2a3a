using MemoryProfiler.Tests.Support;

namespace MemoryProfiler.Tests.Probes.Activations;

/// <summary>What a call's own lambdas and local functions allocate on other threads is in the call, its lines and those of its callers.</summary>
public sealed class PartsOnOtherThreadsTests
{
    const int Big = 100_000;
    const long BigArray = Big + 24;

    static readonly Holder _holder = new();

    static readonly Dictionary<string, Func<int, object?>> _ways = new()
    {
        [nameof(TaskRun)] = size => TaskRun(size),
        [nameof(TaskRunWithoutCapture)] = _ => TaskRunWithoutCapture(),
        [nameof(Holder.TaskRunOfThis)] = size => _holder.TaskRunOfThis(size),
        [nameof(NewThread)] = size => NewThread(size),
        [nameof(Queued)] = size => Queued(size),
        [nameof(QueuedUnsafely)] = size => QueuedUnsafely(size),
        [nameof(Timed)] = size => Timed(size),
        [nameof(Continued)] = size => Continued(size),
        [nameof(OfLocalFunction)] = size => OfLocalFunction(size),
        [nameof(Nested)] = size => Nested(size),
        [nameof(AsyncLambda)] = size => AsyncLambda(size),
        [nameof(AsyncLambdaWithoutCapture)] = _ => AsyncLambdaWithoutCapture(),
        [nameof(InAsync)] = size => InAsync(size).Result,
        [nameof(InAsyncWithoutCapture)] = _ => InAsyncWithoutCapture().Result,
        [nameof(InAsyncLater)] = size => InAsyncLater(size).Result,
        [nameof(InIterator)] = size => InIterator(size).Count(),
        [nameof(Constructed)] = size => new Constructed(size),
        [nameof(MethodGroup)] = _ => MethodGroup(),
        [nameof(WithoutLines)] = size => WithoutLines(size),
        [nameof(BlockedOnAsync)] = size => BlockedOnAsync(size),
    };

    public static TheoryData<string> Ways => [.. _ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_a_part_allocates_on_another_thread_is_in_the_call_and_in_the_lines_that_led_to_it(string way)
    {
        var run = _ways[way];
        for (var warm = 0; warm < 3; warm++)
            Calls(run, Big);
        Measure(run, way, out var report, out var method);

        method.Calls.ShouldBe(1);
        method.OutsideCallsBytes.ShouldBe(0);
        method.MinAllocatedBytes.ShouldBe(method.AllocatedBytes);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
        method.AllocatedBytes.ShouldBeInRange(BigArray, BigArray + 4_000);
        var caller = Method(report, nameof(Calls) + "(");
        caller.MaxAllocatedBytes.ShouldBe(caller.AllocatedBytes);
        Line(caller, "run(size)").AllocatedBytes.ShouldBeInRange(method.AllocatedBytes, method.AllocatedBytes + 400);
        report.Methods.SelectMany(m => m.Lines).ShouldAllBe(line => line.AllocatedBytes >= 0 && line.SelfAllocatedBytes >= 0);
        report.Notes.ShouldNotContain(note => note.StartsWith("In no call"));
    }

    // A part that tells its caller to go on may still be on its last line when the call ends: then it is measured again.
    static void Measure(Func<int, object?> run, string way, out ProfileReport report, out MethodProfile method)
    {
        const int Attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            MemoryReport.Reset();
            Calls(run, Big);
            report = MemoryReport.Capture();
            method = Method(report, $"{way}(");
            if (attempt == Attempts || (method.OutsideCallsBytes == 0 && method.AllocatedBytes >= BigArray))
                return;
        }
    }

    [Fact]
    public void The_line_that_hands_a_part_out_has_its_bytes_too()
    {
        Run();
        MemoryReport.Reset();
        Run();
        var report = MemoryReport.Capture();
        var method = Method(report, nameof(OnItsOwnLines) + "(");
        Line(method, "new byte[size]").SelfAllocatedBytes.ShouldBe(BigArray);
        var handing = Line(method, "Task.Run(");
        (handing.AllocatedBytes - handing.SelfAllocatedBytes).ShouldBe(BigArray);
        method.MaxAllocatedBytes.ShouldBe(method.SelfAllocatedBytes);

        static void Run() => OnItsOwnLines(Big);
    }

    [Fact]
    public void Each_of_many_iterations_of_a_parallel_loop_on_any_thread_is_in_the_call()
    {
        Parallelly(8, 1_000);
        MemoryReport.Reset();
        Parallelly(64, 1_000);
        var method = Method(MemoryReport.Capture(), nameof(Parallelly) + "(");
        Line(method, "new byte[size]").SelfAllocatedBytes.ShouldBe(64 * 1_024);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes);
        method.OutsideCallsBytes.ShouldBe(0);
    }

    [Fact]
    public void Concurrent_calls_never_mix_where_a_closure_tells_whose_it_is()
    {
        AtOnce(Mixing, 10_000, 20_000);
        MemoryReport.Reset();
        AtOnce(Mixing, 10_000, 20_000);
        var method = Method(MemoryReport.Capture(), nameof(Mixing) + "(");
        method.Calls.ShouldBe(2);
        (method.MaxAllocatedBytes - method.MinAllocatedBytes).ShouldBe(10_000);
        (method.MaxAllocatedBytes + method.MinAllocatedBytes).ShouldBe(method.AllocatedBytes);
        method.OutsideCallsBytes.ShouldBe(0);
    }

    [Fact]
    public void Every_one_of_many_calls_with_parts_at_once_has_its_own_bytes()
    {
        var sizes = Enumerable.Range(1, 16).Select(i => i * 8_000).ToArray();
        AtOnce(Mixing, sizes);
        MemoryReport.Reset();
        for (var round = 0; round < 20; round++)
            AtOnce(Mixing, sizes);
        var method = Method(MemoryReport.Capture(), nameof(Mixing) + "(");
        var beside = method.MinAllocatedBytes - 8_024;
        method.MaxAllocatedBytes.ShouldBe(beside + 128_024);
        method.AllocatedBytes.ShouldBe(20 * sizes.Sum(size => beside + size + 24L));
        method.OutsideCallsBytes.ShouldBe(0);
    }

    [Fact]
    public void Concurrent_calls_that_nothing_tells_apart_are_said_to_be_so()
    {
        AtOnce(Static, 0, 0);
        MemoryReport.Reset();
        AtOnce(Static, 0, 0);
        var report = MemoryReport.Capture();
        var method = Method(report, nameof(Static) + "(");
        method.OutsideCallsBytes.ShouldBe(2 * BigArray);
        (method.MaxAllocatedBytes + method.MinAllocatedBytes).ShouldBe(method.AllocatedBytes - (2 * BigArray));
        report.Notes.ShouldContain(note => note.StartsWith("In no call: 195.4 KiB of PartsOnOtherThreadsTests.Static("));
    }

    [Fact]
    public void What_runs_after_the_call_is_in_no_call_and_said_to_be_so()
    {
        Late(Big)();
        MemoryReport.Reset();
        Late(Big)();
        var report = MemoryReport.Capture();
        var method = Method(report, nameof(Late) + "(");
        method.OutsideCallsBytes.ShouldBe(BigArray);
        method.MaxAllocatedBytes.ShouldBe(method.AllocatedBytes - BigArray);
        report.Notes.ShouldContain(note => note.StartsWith("In no call: 97.7 KiB of PartsOnOtherThreadsTests.Late("));
    }

    [Fact]
    public async Task A_limit_counts_what_a_part_allocates_on_another_thread()
    {
        // A runner may start a test inside the handler that failed a task of the one before, where a limit replaces nothing.
        await Task.Yield();
        Limited(90_000).ShouldBe(90_000);
        Should.Throw<AllocationLimitExceededException>(() => Limited(Big)).AllocatedBytes.ShouldBeGreaterThanOrEqualTo(BigArray);
        (await LimitedAsync(90_000)).ShouldBe(90_000);
        (await Should.ThrowAsync<AllocationLimitExceededException>(() => LimitedAsync(Big))).AllocatedBytes.ShouldBeGreaterThanOrEqualTo(BigArray);
    }

    [Fact]
    public async Task A_limit_of_a_call_with_parts_on_other_threads_is_exact()
    {
        // A runner may start a test inside the handler that failed a task of the one before, where a limit replaces nothing.
        await Task.Yield();
        Limited(1_000);
        MemoryReport.Reset();
        Limited(1_000);
        var bytes = Method(MemoryReport.Capture(), nameof(Limited) + "(").MaxAllocatedBytes;
        var most = 1_000 + (int)((96 * 1024) - bytes);

        Limited(most);
        var exceeded = Should.Throw<AllocationLimitExceededException>(() => Limited(most + 8));

        exceeded.AllocatedBytes.ShouldBe(exceeded.LimitBytes + 8);
    }

    static void AtOnce(Action<Meeting, int> run, params int[] sizes)
    {
        var meeting = new Meeting(sizes.Length);
        var threads = sizes.Select(size => new Thread(() => run(meeting, size))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    /// <summary>Lets threads wait for one another without allocating.</summary>
    sealed class Meeting(int count)
    {
        int _arrived;

        public void Wait()
        {
            var turn = (Interlocked.Increment(ref _arrived) - 1) / count;
            while (Volatile.Read(ref _arrived) < (turn + 1) * count)
                Thread.Yield();
        }
    }

    [Profile]
    static void Calls(Func<int, object?> run, int size)
    {
        GC.KeepAlive(run(size));
    }

    // A task that is waited for directly may run on the thread that waits.
    static int Length(Task<byte[]> task)
    {
        ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
        return task.Result.Length;
    }

    [Profile]
    static int TaskRun(int size)
    {
        return Length(Task.Run(() => new byte[size]));
    }

    [Profile]
    static int TaskRunWithoutCapture()
    {
        return Length(Task.Run(static () => new byte[Big]));
    }

    [Profile]
    static int NewThread(int size)
    {
        var thread = new Thread(() => GC.KeepAlive(new byte[size]));
        thread.Start();
        thread.Join();
        return size;
    }

    [Profile]
    static int Queued(int size)
    {
        using var done = new ManualResetEventSlim();
        ThreadPool.QueueUserWorkItem(_ => { Allocate(size); done.Set(); });
        done.Wait();
        return size;
    }

    [Profile]
    static int QueuedUnsafely(int size)
    {
        using var done = new ManualResetEventSlim();
        ThreadPool.UnsafeQueueUserWorkItem(_ => { Allocate(size); done.Set(); }, null);
        done.Wait();
        return size;
    }

    [Profile]
    static int Timed(int size)
    {
        using var done = new ManualResetEvent(false);
        using var timer = new Timer(_ => Allocate(size), null, 1, Timeout.Infinite);
        SpinWait.SpinUntil(() => Volatile.Read(ref _timed) == size);
        timer.Dispose(done);
        done.WaitOne();
        Volatile.Write(ref _timed, 0);
        return size;
    }

    static int _timed;

    static void Allocate(int size)
    {
        GC.KeepAlive(new byte[size]);
        Volatile.Write(ref _timed, size);
    }

    [Profile]
    static int Continued(int size)
    {
        return Length(Task.Run(() => 1).ContinueWith(one => new byte[size - 1 + one.Result], TaskScheduler.Default));
    }

    [Profile]
    static int OfLocalFunction(int size)
    {
        return Length(Task.Run(Make));

        byte[] Make() => new byte[size];
    }

    [Profile]
    static int Nested(int size)
    {
        return Length(Task.Run(() => { var more = size; return Task.Run(() => new byte[more]); }));
    }

    [Profile]
    static int AsyncLambda(int size)
    {
        return Length(Task.Run(async () => { await Task.Yield(); var made = new byte[size]; await Task.Yield(); return made; }));
    }

    [Profile]
    static int AsyncLambdaWithoutCapture()
    {
        return Length(Task.Run(static async () => { await Task.Yield(); var made = new byte[Big]; await Task.Yield(); return made; }));
    }

    [Profile]
    static async Task<int> InAsync(int size)
    {
        var made = await Task.Run(() => new byte[size]);
        return made.Length;
    }

    [Profile]
    static async Task<int> InAsyncWithoutCapture()
    {
        var made = await Task.Run(static () => new byte[Big]);
        return made.Length;
    }

    [Profile]
    static async Task<int> InAsyncLater(int size)
    {
        await Task.Yield();
        var made = await Task.Run(() => new byte[size]);
        return made.Length;
    }

    [Profile]
    static IEnumerable<int> InIterator(int size)
    {
        yield return 1;
        yield return Length(Task.Run(() => new byte[size]));
    }

    [Profile]
    static int MethodGroup()
    {
        return Length(Task.Run(Make));
    }

    [Profile]
    static byte[] Make()
    {
        return new byte[Big];
    }

    [Profile(Lines = false)]
    static int WithoutLines(int size)
    {
        return Length(Task.Run(() => new byte[size]));
    }

    [Profile]
    static int BlockedOnAsync(int size)
    {
        return AfterYield(size).Result;
    }

    [Profile]
    static async Task<int> AfterYield(int size)
    {
        await Task.Yield();
        return new byte[size].Length;
    }

    [Profile]
    static int OnItsOwnLines(int size)
    {
        var task = Task.Run(() =>
        {
            return new byte[size];
        });
        return Length(task);
    }

    [Profile]
    static void Parallelly(int count, int size)
    {
        Parallel.For(0, count, i =>
        {
            GC.KeepAlive(new byte[size]);
        });
    }

    [Profile]
    static void Mixing(Meeting meeting, int size)
    {
        meeting.Wait();
        var thread = new Thread(() => GC.KeepAlive(new byte[size]));
        meeting.Wait();
        thread.Start();
        thread.Join();
        meeting.Wait();
    }

    [Profile]
    static void Static(Meeting meeting, int size)
    {
        var thread = new Thread(static () => GC.KeepAlive(new byte[Big]));
        meeting.Wait();
        thread.Start();
        thread.Join();
        meeting.Wait();
    }

    [Profile]
    static Action Late(int size)
    {
        return () => GC.KeepAlive(new byte[size]);
    }

    [MaxAllocation("96 KB")]
    static int Limited(int size)
    {
        var thread = new Thread(() => GC.KeepAlive(new byte[size]));
        thread.Start();
        thread.Join();
        return size;
    }

    [MaxAllocation("96 KB")]
    static async Task<int> LimitedAsync(int size)
    {
        var made = await Task.Run(() => new byte[size]);
        return made.Length;
    }

    sealed class Holder
    {
        int _size;

        [Profile]
        public int TaskRunOfThis(int size)
        {
            _size = size;
            return Length(Task.Run(() => new byte[_size]));
        }
    }

    sealed class Constructed
    {
        [Profile]
        public Constructed(int size)
        {
            Made = Length(Task.Run(() => new byte[size]));
        }

        public int Made { get; }
    }

    static MethodProfile Method(ProfileReport report, string name) =>
        report.Methods.Single(m => m.Name.StartsWith($"{nameof(PartsOnOtherThreadsTests)}.", StringComparison.Ordinal) && m.Name.Contains($".{name}", StringComparison.Ordinal));

    static LineProfile Line(MethodProfile method, string text) =>
        method.Lines.First(line => line.Text.Contains(text, StringComparison.Ordinal));
}
