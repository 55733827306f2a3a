using System.Threading.Channels;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Threads, locks, timers, tasks that are not awaited.</summary>
static class Threads
{
    static readonly object Gate = new();
    static readonly CancellationTokenSource Source = new();
    static readonly AsyncLocal<int> Local = new();

    public static void Thread_made()
    {
        Given.Kept = new Thread(static () => { });
    }

    public static void Uncontended_lock()
    {
        lock (Gate)
            Given.Sum++;
    }

    public static void Lock_that_another_thread_holds()
    {
        var gate = new object();
        Holder.Hold(gate);
        lock (gate)
            Given.Sum++;
    }

    public static void Timer()
    {
        using var timer = new Timer(static _ => { }, null, 100_000, 100_000);
        Given.Kept = timer;
    }

    public static void Periodic_timer()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(100));
        Given.Kept = timer;
    }

    public static void Cancellation_source()
    {
        Given.Kept = new CancellationTokenSource();
    }

    public static void Cancellation_source_with_a_callback()
    {
        var source = new CancellationTokenSource();
        source.Token.Register(static () => { });
        Given.Kept = source;
    }

    public static void Cancellation_source_linked_to_another()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Source.Token);
        Given.Kept = source;
    }

    public static void Task_completion_source()
    {
        Given.Kept = new TaskCompletionSource<int>();
    }

    public static void Task_from_a_small_number()
    {
        Given.Kept = Task.FromResult(5);
    }

    public static void Task_from_a_larger_number()
    {
        Given.Kept = Task.FromResult(500);
    }

    public static void WhenAll_of_two_completed_tasks()
    {
        Given.Kept = Task.WhenAll(Task.CompletedTask, Task.CompletedTask);
    }

    public static void Unbounded_channel()
    {
        Given.Kept = Channel.CreateUnbounded<int>();
    }

    public static void Bounded_channel()
    {
        Given.Kept = Channel.CreateBounded<int>(10);
    }

    public static void Semaphore()
    {
        Given.Kept = new SemaphoreSlim(1);
    }

    public static void Semaphore_entered_and_left()
    {
        using var semaphore = new SemaphoreSlim(1);
        semaphore.Wait();
        semaphore.Release();
    }

#if NET9_0_OR_GREATER
    public static void Lock_object_entered()
    {
        var gate = new Lock();
        lock (gate)
            Given.Sum++;
    }
#endif

    public static void Reader_writer_lock()
    {
        Given.Kept = new ReaderWriterLockSlim();
    }

    public static void Event_of_the_system()
    {
        using var signal = new ManualResetEvent(false);
        Given.Kept = signal;
    }

    public static void Event_in_user_code()
    {
        using var signal = new ManualResetEventSlim();
        Given.Kept = signal;
    }

    public static void AsyncLocal_set()
    {
        Local.Value = 1 - Local.Value;
    }
}
