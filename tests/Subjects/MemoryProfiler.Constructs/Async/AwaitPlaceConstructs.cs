namespace MemoryProfiler.Constructs.Async;

public static class AwaitPlaceConstructs
{
    [Construct]
    public static void InTryCatchFinally(TextWriter output)
    {
        Guarded(output, fails: false).Wait();
        Guarded(output, fails: true).Wait();
    }

    [Construct]
    public static void InCatchWithFilter(TextWriter output)
    {
        output.WriteLine(Filtered(1).Result);
        output.WriteLine(Filtered(2).Result);
        Outcome.Write(output, () => Filtered(3).GetAwaiter().GetResult());
    }

    [Construct]
    public static void InNestedHandlers(TextWriter output) => Nested(output).Wait();

    [Construct]
    public static void InLoops(TextWriter output) => output.WriteLine(Loops(3).Result);

    [Construct]
    public static void InSwitches(TextWriter output)
    {
        for (var i = 0; i < 4; i++)
            output.WriteLine(Chosen(i).Result);
    }

    [Construct]
    public static void SpilledOperands(TextWriter output) => output.WriteLine(Spilled(new int[4]).Result);

    [Construct]
    public static void SeveralOnOneLine(TextWriter output) => output.WriteLine(OneLine().Result);

    [Construct]
    public static void InConditionals(TextWriter output)
    {
        output.WriteLine(Conditional(true, null).Result);
        output.WriteLine(Conditional(false, "given").Result);
    }

    [Construct]
    public static void InUsings(TextWriter output) => Disposing(output).Wait();

    [Construct]
    public static void TaskOfTask(TextWriter output) => output.WriteLine(Twice().Result);

    [Construct]
    public static void InInitializers(TextWriter output) => output.WriteLine(string.Join(" ", Initialized().Result));

    [Construct]
    public static void WithGoto(TextWriter output) => output.WriteLine(Jumping(3).Result);

    [Construct]
    public static void InForEachOverSelectedTasks(TextWriter output) => output.WriteLine(string.Join(" ", All([3, 1, 2]).Result));

    [Profile]
    static async Task Guarded(TextWriter output, bool fails)
    {
        try
        {
            await Hop.ToFirst;
            if (fails)
                throw new InvalidOperationException("asked to");
            output.WriteLine("worked");
        }
        catch (InvalidOperationException e)
        {
            await Hop.ToSecond;
            output.WriteLine($"caught {e.Message}");
        }
        finally
        {
            await Hop.ToFirst;
            output.WriteLine("finally");
        }
    }

    [Profile]
    static async Task<string> Filtered(int kind)
    {
        try
        {
            await Hop.ToFirst;
            throw new ArgumentException($"{kind}");
        }
        catch (ArgumentException e) when (e.Message == "1")
        {
            await Hop.ToSecond;
            return "first";
        }
        catch (ArgumentException e) when (e.Message.Length == new string('2', kind - 1).Length)
        {
            await default(AtOnce);
            return "second";
        }
    }

    [Profile]
    static async Task Nested(TextWriter output)
    {
        try
        {
            try
            {
                await Value(1);
                throw new FormatException("inner");
            }
            finally
            {
                output.WriteLine(await Value(2));
            }
        }
        catch (FormatException)
        {
            try
            {
                await Value(3);
                throw;
            }
            catch (FormatException again)
            {
                output.WriteLine(again.Message + await Value(4));
            }
        }
    }

    [Profile]
    static async Task<int> Loops(int count)
    {
        var sum = 0;
        for (var i = await Value(0); i < await Value(count); i += await Value(1))
            sum += i;
        foreach (var value in new[] { 1, 2, await Value(3) })
            sum += await Value(value);
        while (await Value(sum) < 20)
            sum++;
        do
        {
            sum++;
            if (sum % 2 == await Value(0))
                continue;
            sum += 3;
        }
        while (await Value(sum) < 24);
        return sum;
    }

    [Profile]
    static async Task<string> Chosen(int value)
    {
        switch (await Value(value))
        {
            case 0:
                await Hop.ToFirst;
                break;
            case 1:
                return "one";
            case var other when other > 2:
                await Hop.ToSecond;
                goto case 0;
        }
        return value switch
        {
            0 => "zero",
            2 => $"two {await Value(22)}",
            _ => await Text("many"),
        };
    }

    [Profile]
    static async Task<string> Spilled(int[] values)
    {
        values[await Value(1)] += await Value(5);
        values[Index(values)] = values[1] + await Value(2) * await Value(3);
        var text = Join(values[1], await Text("x"), values.Length, await Text("y"));
        return text + await Text("z") + values[0];

        static int Index(int[] all) => all.Length - 1;
    }

    [Profile]
    static async Task<int> OneLine()
    {
        var a = await Value(1); var b = await Value(a + 1); a += await Value(b) + await Value(4);
        return a + b;
    }

    [Profile]
    static async Task<string> Conditional(bool first, string? given) =>
        (first ? await Text("yes") : await Text("no")) + (given ?? await Text("default")) + given?.Insert(await Value(0), await Text("^"))
        + (first && await Value(1) == 1 || await Value(2) == 3);

    [Profile]
    static async Task Disposing(TextWriter output)
    {
        await using var outer = new Closing(output, "outer");
        await using (new Closing(output, "inner").ConfigureAwait(false))
        {
            await Hop.ToFirst;
            output.WriteLine("within");
        }
        using var plain = new StringWriter();
        plain.Write(await Text("plain"));
        output.WriteLine(plain);
    }

    [Profile]
    static async Task<int> Twice() => await await Later();

    static Task<Task<int>> Later() => Task.FromResult(Value(8));

    [Profile]
    static async Task<List<int>> Initialized() =>
    [
        .. new List<int> { await Value(1), Capacity(await Value(2)) },
        new Pair { First = await Value(3), Second = await Value(4) }.First,
        .. await Task.FromResult(new[] { 9 }),
    ];

    [Profile]
    static async Task<int> Jumping(int turns)
    {
        var count = 0;
    again:
        await Hop.ToFirst;
        count += 2;
        if (--turns > 0)
            goto again;
        return count;
    }

    [Profile]
    static async Task<List<int>> All(int[] values)
    {
        var results = new List<int>();
        foreach (var task in values.Select(async value => await Value(value) * 10))
            results.Add(await task);
        results.AddRange(await Task.WhenAll(values.Select(Value)).ConfigureAwait(false));
        return results;
    }

    [Profile]
    static async Task<int> Value(int value)
    {
        await Hop.ToFirst;
        return value;
    }

    static async Task<string> Text(string text)
    {
        await Hop.ToSecond;
        return text;
    }

    static int Capacity(int value) => value;

    static string Join(int a, string b, int c, string d) => $"{a}{b}{c}{d}";

    sealed class Pair
    {
        public int First { get; init; }

        public int Second { get; init; }
    }

    sealed class Closing(TextWriter output, string name) : IAsyncDisposable
    {
        [Profile]
        public async ValueTask DisposeAsync()
        {
            await Hop.ToSecond;
            output.WriteLine($"closed {name}");
        }
    }
}
