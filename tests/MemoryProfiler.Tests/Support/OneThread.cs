using System.Collections.Concurrent;

namespace MemoryProfiler.Tests.Support;

/// <summary>Runs async code as a user interface does: what is posted to its context runs on one thread, one after the other.</summary>
sealed class OneThread : SynchronizationContext
{
    readonly BlockingCollection<(SendOrPostCallback Code, object? State)> _posted = [];

    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <summary>Returns when the task has completed; what it throws comes through.</summary>
    public static void Run(Func<Task> code)
    {
        var around = Current;
        var context = new OneThread();
        SetSynchronizationContext(context);
        try
        {
            var task = code();
            task.ContinueWith(_ => context._posted.CompleteAdding(), TaskScheduler.Default);
            foreach (var (posted, state) in context._posted.GetConsumingEnumerable())
                posted(state);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(around);
            context._posted.Dispose();
        }
    }
}
