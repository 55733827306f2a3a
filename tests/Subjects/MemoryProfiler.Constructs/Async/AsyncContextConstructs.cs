using System.Globalization;

namespace MemoryProfiler.Constructs.Async;

public static class AsyncContextConstructs
{
    static readonly AsyncLocal<string?> _local = new();

    [Construct]
    public static void AsyncLocalFlows(TextWriter output)
    {
        _local.Value = "outer";
        Flow(output).Wait();
        output.WriteLine(_local.Value);
        _local.Value = null;
    }

    [Construct]
    public static void SuppressedFlow(TextWriter output)
    {
        _local.Value = "kept here";
        Suppressed(output).Wait();
        _local.Value = null;
    }

    [Construct]
    public static void CultureFlows(TextWriter output)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        output.WriteLine(Culture().Result);
        CultureInfo.CurrentCulture = before;
    }

    [Construct]
    public static void SynchronizationContexts(TextWriter output)
    {
        var before = SynchronizationContext.Current;
        var context = new Recording();
        SynchronizationContext.SetSynchronizationContext(context);
        Posted(output).GetAwaiter().GetResult();
        SynchronizationContext.SetSynchronizationContext(before);
        output.WriteLine(context.Posts);
    }

    [Construct]
    public static void AsyncVoidFailsIntoItsContext(TextWriter output)
    {
        var before = SynchronizationContext.Current;
        var context = new Recording();
        SynchronizationContext.SetSynchronizationContext(context);
        FailsLater();
        SynchronizationContext.SetSynchronizationContext(before);
        Outcome.Write(output, context.Failure!);
        output.WriteLine($"{context.Started} {context.Completed}");
    }

    [Profile]
    static async Task Flow(TextWriter output)
    {
        output.WriteLine(_local.Value);
        _local.Value = "inner";
        await Hop.ToFirst;
        output.WriteLine(_local.Value);
        await Deeper(output);
        output.WriteLine(_local.Value);
    }

    [Profile]
    static async Task Deeper(TextWriter output)
    {
        await Hop.ToSecond;
        _local.Value = "innermost";
        output.WriteLine(_local.Value);
        await Hop.ToFirst;
        output.WriteLine(_local.Value);
    }

    [Profile]
    static async Task Suppressed(TextWriter output)
    {
        Task started;
        using (ExecutionContext.SuppressFlow())
            started = Task.Factory.StartNew(() => output.WriteLine(_local.Value ?? "nothing"), default, TaskCreationOptions.None, TaskScheduler.Default);
        await started;
        output.WriteLine(_local.Value);
    }

    [Profile]
    static async Task<string> Culture()
    {
        await Hop.ToFirst;
        return $"{1.5} {CultureInfo.CurrentCulture.Name}";
    }

    [Profile]
    static async Task Posted(TextWriter output)
    {
        var context = SynchronizationContext.Current;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Waits(gate.Task);
        gate.SetResult();
        await waiting.ConfigureAwait(false);
        output.WriteLine(context?.GetType().Name);
        output.WriteLine(SynchronizationContext.Current is null);
    }

    [Profile]
    static async Task Waits(Task gate)
    {
        await gate;
        await gate.ConfigureAwait(false);
    }

    [Profile]
    static async void FailsLater()
    {
        await default(AtOnce);
        throw new InvalidOperationException("void");
    }

    sealed class Recording : SynchronizationContext
    {
        public Exception? Failure { get; private set; }

        public int Posts { get; private set; }

        public int Started { get; private set; }

        public int Completed { get; private set; }

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Posts++;
            try
            {
                callback(state);
            }
            catch (InvalidOperationException e)
            {
                Failure = e;
            }
        }

        public override void OperationStarted() => Started++;

        public override void OperationCompleted() => Completed++;
    }
}
