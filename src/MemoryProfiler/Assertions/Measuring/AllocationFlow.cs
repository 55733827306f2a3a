using System.Collections.Concurrent;

namespace MemoryProfiler.Assertions.Measuring;

/// <summary>
/// What one call of a delegate allocates on all threads it flows through. The flow is an <see cref="AsyncLocal{T}"/>
/// value. It is told whenever the runtime brings the call's execution context onto a thread or takes it off again. The
/// bytes of the thread in between are the call's.
/// </summary>
/// <param name="threads">Threads that earlier calls of the delegate ran on.</param>
sealed class AllocationFlow(ConcurrentDictionary<int, bool> threads)
{
    static readonly AsyncLocal<AllocationFlow?> _current = new(OnChanged);

    [ThreadStatic]
    static AllocationFlow? _running;

    [ThreadStatic]
    static bool _isCounting;

    [ThreadStatic]
    static long _start;

    readonly int _home = Environment.CurrentManagedThreadId;
    long _bytes;
    long _bytesElsewhere;
    int _segments;
    int _newThreads;
    bool _isClosed;

    /// <summary>The flow the calling code belongs to, or null.</summary>
    public static AllocationFlow? Current => _current.Value;

    /// <summary>One whose bytes nobody asks for: it only keeps what an assertion calls apart, on all threads.</summary>
    public static AllocationFlow Uncounted { get; } = new(new ConcurrentDictionary<int, bool>()) { _isClosed = true };

    /// <summary>Bytes of all segments that have ended.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Of these, what other threads than the one that began it allocated.</summary>
    public long BytesElsewhere => Interlocked.Read(ref _bytesElsewhere);

    /// <summary>Whether it ran on a thread no earlier call ran on: what a thread prepares once is in its bytes.</summary>
    public bool MetNewThread => Volatile.Read(ref _newThreads) > 0;

    /// <summary>Whether something it started is still running on a thread.</summary>
    public bool IsRunning => Volatile.Read(ref _segments) > 0;

    /// <summary>Runs code as part of the flow; what it leaves behind flows on.</summary>
    /// <exception cref="InvalidOperationException">The caller has suppressed the flow of the execution context.</exception>
    public void Run(ContextCallback code, object state) => RunIn(this, code, state);

    /// <summary>Begins an async call of an assertion that counts no bytes; what it leaves behind flows on.</summary>
    public static Task Begin(Func<Task> call)
    {
        // Where the flow is suppressed nothing can follow the call: the report shows it.
        if (ExecutionContext.IsFlowSuppressed())
            return Begun(call);
        Task? task = null;
        RunIn(Uncounted, _ => task = Begun(call), null);
        return task!;
    }

    /// <summary>The task of an async delegate.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Task Begun(Func<Task> call) => call() ?? throw new InvalidOperationException("The async delegate returned no task (null): return the task of what it does.");

    /// <summary>Runs code outside any flow.</summary>
    /// <exception cref="InvalidOperationException">The caller has suppressed the flow of the execution context.</exception>
    public static Task<T> RunOutside<T>(Func<Task<T>> code)
    {
        Task<T>? task = null;
        RunIn(null, _ => task = code(), null);
        return task!;
    }

    static void RunIn(AllocationFlow? flow, ContextCallback code, object? state)
    {
        var around = _current.Value;
        Stop();
        _current.Value = flow;
        var context = ExecutionContext.Capture();
        Stop();
        _current.Value = around;
        if (context is null)
            throw new InvalidOperationException("The bytes of an async call cannot be counted while ExecutionContext.SuppressFlow is in force: await outside of it, or restore the flow first.");
        if (flow is not null)
            flow._bytes = flow._bytesElsewhere = 0;
        ExecutionContext.Run(context, code, state);
    }

    /// <summary>Leaves what follows on this flow out, until <see cref="Resume"/>.</summary>
    public static void Pause()
    {
        Stop();
        _current.Value = Uncounted;
    }

    /// <summary>Counts again.</summary>
    public void Resume() => _current.Value = this;

    /// <summary>Stops counting on this thread; answers the flow that was counted, for <see cref="Continue"/>.</summary>
    public static AllocationFlow? Halt()
    {
        var flow = _running;
        Stop();
        return flow;
    }

    /// <summary>Counts this flow on this thread again, from here on.</summary>
    public void Continue()
    {
        Stop();
        Start();
    }

    /// <summary>Adds what an assertion inside it counts for.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Ends the count: what still runs is not in it.</summary>
    public void Close() => Volatile.Write(ref _isClosed, true);

    // Before the first line reads a clock and after the last, nothing of the flow's runs: whatever this allocates is not in it.
    static void OnChanged(AsyncLocalValueChangedArgs<AllocationFlow?> change)
    {
        Stop();
        change.CurrentValue?.Start();
    }

    void Start()
    {
        Aside.Begin();
        _running = this;
        _isCounting = !Volatile.Read(ref _isClosed);
        if (!_isCounting)
            return;
        Interlocked.Increment(ref _segments);
        if (threads.TryAdd(Environment.CurrentManagedThreadId, true))
            Interlocked.Increment(ref _newThreads);
        _start = 0;
        _start = WindowClock.Now();
    }

    static void Stop()
    {
        var now = WindowClock.Now();
        var flow = _running;
        if (flow is null)
            return;
        _running = null;
        if (_isCounting)
        {
            var bytes = now - _start;
            Interlocked.Add(ref flow._bytes, bytes);
            if (Environment.CurrentManagedThreadId != flow._home)
                Interlocked.Add(ref flow._bytesElsewhere, bytes);
            Interlocked.Decrement(ref flow._segments);
        }
        Aside.End();
    }
}
