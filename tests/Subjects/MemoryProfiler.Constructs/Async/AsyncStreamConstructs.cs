using System.Runtime.CompilerServices;

namespace MemoryProfiler.Constructs.Async;

public static class AsyncStreamConstructs
{
    [Construct]
    public static void AwaitForEach(TextWriter output) => Consume(output, 3).Wait();

    [Construct]
    public static void EarlyBreakRunsFinally(TextWriter output) => TakeTwo(output).Wait();

    [Construct]
    public static void Cancellation(TextWriter output)
    {
        using var source = new CancellationTokenSource();
        Outcome.Write(output, () => Cancelled(output, source).GetAwaiter().GetResult());
    }

    [Construct]
    public static void ExceptionInAStream(TextWriter output) => Outcome.Write(output, () => Failing(output).GetAwaiter().GetResult());

    [Construct]
    public static void StreamOfAStream(TextWriter output) => output.WriteLine(Flattened().Result);

    [Construct]
    public static void EnumeratedTwice(TextWriter output) => Again(output).Wait();

    [Construct]
    public static void EnumeratorByHand(TextWriter output) => ByHand(output).Wait();

    [Construct]
    public static void GenericStream(TextWriter output) => output.WriteLine(Count(Repeat("x", 4)).Result + Count(Repeat(1, 2)).Result);

    [Construct]
    public static void LocalStream(TextWriter output) => output.WriteLine(LocalSum(4).Result);

    [Construct]
    public static void StreamWithoutAwaits(TextWriter output) => output.WriteLine(Count(AtOnceOnly()).Result);

    [Construct]
    public static void DisposedBeforeItsFirstStep(TextWriter output) => NeverStarted(output).Wait();

    [Profile]
    static async Task Consume(TextWriter output, int count)
    {
        await foreach (var value in Numbers(output, count))
            output.WriteLine(value);
        await foreach (var value in Numbers(output, 1).ConfigureAwait(false))
        {
            await Hop.ToSecond;
            output.WriteLine(value);
        }
    }

    [Profile]
    static async Task TakeTwo(TextWriter output)
    {
        await foreach (var value in Numbers(output, 9))
        {
            if (value == 2)
                break;
            output.WriteLine(value);
        }
        output.WriteLine("left");
    }

    [Profile]
    static async Task Cancelled(TextWriter output, CancellationTokenSource source)
    {
        await foreach (var value in Endless().WithCancellation(source.Token))
        {
            output.WriteLine(value);
            if (value == 2)
                await source.CancelAsync();
        }
    }

    [Profile]
    static async Task Failing(TextWriter output)
    {
        await foreach (var value in Breaks())
            output.WriteLine(value);
    }

    [Profile]
    static async Task<string> Flattened()
    {
        var text = "";
        await foreach (var inner in Rows())
        {
            await foreach (var value in inner)
                text += value;
            text += ";";
        }
        return text;
    }

    [Profile]
    static async Task Again(TextWriter output)
    {
        var stream = Numbers(output, 2);
        for (var i = 0; i < 2; i++)
        {
            await foreach (var value in stream)
                output.Write(value);
        }
    }

    [Profile]
    static async Task ByHand(TextWriter output)
    {
        var enumerator = Steps();
        try
        {
            while (await enumerator.MoveNextAsync())
                output.WriteLine(enumerator.Current);
        }
        finally
        {
            await enumerator.DisposeAsync();
        }
    }

    [Profile]
    static async Task<int> LocalSum(int count)
    {
        var sum = 0;
        await foreach (var value in Local())
            sum += value;
        return sum;

        async IAsyncEnumerable<int> Local()
        {
            for (var i = 0; i < count; i++)
            {
                await Hop.ToFirst;
                yield return i * count;
            }
        }
    }

    [Profile]
    static async Task NeverStarted(TextWriter output)
    {
        var enumerator = Numbers(output, 2).GetAsyncEnumerator();
        await enumerator.DisposeAsync();
        output.WriteLine("nothing ran");
    }

    [Profile]
    static async IAsyncEnumerable<int> Numbers(TextWriter output, int count)
    {
        try
        {
            for (var i = 0; i < count; i++)
            {
                await Hop.ToFirst;
                yield return i;
            }
        }
        finally
        {
            await Hop.ToSecond;
            output.WriteLine("finally");
        }
    }

    [Profile]
    static async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken token = default)
    {
        for (var i = 0; ; i++)
        {
            token.ThrowIfCancellationRequested();
            await Hop.ToFirst;
            yield return i;
        }
    }

    [Profile]
    static async IAsyncEnumerable<int> Breaks()
    {
        yield return 1;
        await Hop.ToFirst;
        throw new InvalidDataException("broken stream");
    }

    [Profile]
    static async IAsyncEnumerable<IAsyncEnumerable<string>> Rows()
    {
        await Hop.ToFirst;
        yield return Repeat("a", 1);
        yield return Repeat("b", 2);
        if (DateTime.UnixEpoch.Year == 1970)
            yield break;
        yield return Repeat("c", 3);
    }

    [Profile]
    static async IAsyncEnumerator<string> Steps()
    {
        yield return "first";
        await Hop.ToSecond;
        yield return "second";
    }

    [Profile]
    static async IAsyncEnumerable<T> Repeat<T>(T value, int count)
    {
        while (count-- > 0)
        {
            await default(AtOnce);
            yield return value;
        }
    }

#pragma warning disable CS1998 // The point of it.
    [Profile]
    static async IAsyncEnumerable<int> AtOnceOnly()
    {
        yield return 1;
        yield return 2;
    }
#pragma warning restore CS1998

    [Profile]
    static async Task<string> Count<T>(IAsyncEnumerable<T> stream)
    {
        var count = 0;
        await foreach (var _ in stream)
            count++;
        return $"{typeof(T).Name}:{count} ";
    }
}
