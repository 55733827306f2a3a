using System.Diagnostics;

namespace MemoryProfiler.Constructs.Async;

public static class AsyncFailureConstructs
{
    [Construct]
    public static void BeforeTheFirstAwait(TextWriter output) => Outcome.Write(output, () => Early(-1).GetAwaiter().GetResult());

    [Construct]
    public static void AfterTheFirstAwait(TextWriter output) => Outcome.Write(output, () => Early(1).GetAwaiter().GetResult());

    [Construct]
    public static void ThroughSeveralAwaits(TextWriter output) => Outcome.Write(output, () => Top(output).GetAwaiter().GetResult());

    [Construct]
    public static void Cancellation(TextWriter output)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Outcome.Write(output, () => Cancelled(source.Token).GetAwaiter().GetResult());
        output.WriteLine(Cancelled(source.Token).IsCanceled);
    }

    [Construct]
    public static void WhenAll(TextWriter output)
    {
        Outcome.Write(output, () => Together().GetAwaiter().GetResult());
        output.WriteLine(Together().ContinueWith(task => task.Exception!.Flatten().InnerExceptions.Count, TaskScheduler.Default).Result);
    }

    [Construct]
    public static void DeepRecursion(TextWriter output)
    {
        output.WriteLine(Deep(200).Result);
        Outcome.Write(output, () => Deeper(5).GetAwaiter().GetResult());
    }

    [Construct]
    public static void SynchronousCompletion(TextWriter output)
    {
        output.WriteLine(Immediate(false).IsCompletedSuccessfully);
        output.WriteLine(Immediate(true).IsFaulted);
    }

    [Construct]
    public static void InFinally(TextWriter output) => Outcome.Write(output, () => Replaced().GetAwaiter().GetResult());

    [Construct]
    public static void LiveStackAfterAnAwait(TextWriter output)
    {
        foreach (var line in Stack().Result)
            output.WriteLine(line);
    }

    [Construct]
    public static void InAnAsyncLambda(TextWriter output) => Outcome.Write(output, () => Lambda(0).GetAwaiter().GetResult());

    [Profile]
    static async Task<int> Early(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        await Hop.ToFirst;
        if (value > 0)
            throw new InvalidOperationException("late");
        return value;
    }

    [Profile]
    static async Task Top(TextWriter output)
    {
        try
        {
            await Middle();
        }
        catch (InvalidOperationException e)
        {
            Outcome.Write(output, e);
            throw;
        }
    }

    [Profile]
    static async Task Middle()
    {
        await Hop.ToSecond;
        var value = await Early(
            2);
        GC.KeepAlive(value);
    }

    [Profile]
    static async Task Cancelled(CancellationToken token)
    {
        await Task.CompletedTask;
        token.ThrowIfCancellationRequested();
        await Task.Delay(1_000, token);
    }

    [Profile]
    static async Task Together()
    {
        await Task.WhenAll(Early(3), Early(0), Early(-4));
    }

    [Profile]
    static async Task<int> Deep(int depth)
    {
        if (depth == 0)
            return 0;
        await Hop.ToFirst;
        return 1 + await Deep(depth - 1);
    }

    [Profile]
    static async Task Deeper(int depth)
    {
        await default(AtOnce);
        if (depth == 0)
            throw new TimeoutException("at the bottom");
        await Deeper(depth - 1);
    }

    [Profile]
    static async Task Immediate(bool fails)
    {
        await Task.CompletedTask;
        if (fails)
            throw new InvalidOperationException("at once");
    }

    [Profile]
    static async Task Replaced()
    {
        try
        {
            await Early(5);
        }
        finally
        {
            await Hop.ToSecond;
            await Early(-5);
        }
    }

    [Profile]
    static async Task<string[]> Stack()
    {
        await Hop.ToFirst;
        return
        [
            .. new StackTrace(fNeedFileInfo: true).GetFrames()
                .Where(frame => frame.GetMethod()?.Module == typeof(Outcome).Module)
                .Select(frame => $"{frame.GetMethod()!.Name}:{frame.GetFileLineNumber()}")
                .TakeWhile(frame => !frame.StartsWith("Run", StringComparison.Ordinal)),
        ];
    }

    [Profile]
    static async Task Lambda(int by)
    {
        Func<int, Task<int>> divide = async value =>
        {
            await Hop.ToFirst;
            return value / by;
        };
        await divide(1);
    }
}
