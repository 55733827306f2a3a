namespace MemoryProfiler.Constructs.Lambdas;

public static class LocalFunctionConstructs
{
    [Construct]
    public static void Recursion(TextWriter output) => output.WriteLine(Fibonacci(10));

    [Construct]
    public static void MutualRecursion(TextWriter output) => output.WriteLine($"{IsEven(7)} {IsEven(8)}");

    [Construct]
    public static void GenericLocal(TextWriter output) => output.WriteLine(Generic("x"));

    [Construct]
    public static void LocalIterator(TextWriter output)
    {
        output.WriteLine(string.Join(" ", Checked(3)));
        Outcome.Write(output, () => Checked(-1));
    }

    [Construct]
    public static void AsyncLocal(TextWriter output)
    {
        output.WriteLine(Checks(4).Result);
        Outcome.Write(output, () => Checks(-1));
    }

    [Construct]
    public static void WithRefParameters(TextWriter output) => output.WriteLine(Refs([1, 2, 3]));

    [Construct]
    public static void AsDelegate(TextWriter output) => output.WriteLine(Grouped([3, 4]));

    [Construct]
    public static void WithFinallyAndFilter(TextWriter output) => output.WriteLine(Handled());

    [Construct]
    public static void MarkedItself(TextWriter output) => output.WriteLine(Marked(2));

    [Construct]
    public static void MarkedLambda(TextWriter output) => output.WriteLine(MarkedAsWell(2));

    [Construct]
    public static void LeftOut(TextWriter output) => output.WriteLine(Partly(2));

    [Construct]
    public static void InAStruct(TextWriter output) => output.WriteLine(new Number(4).Twice());

    [Construct]
    public static void NeverCalled(TextWriter output) => output.WriteLine(Unused(5));

    [Profile]
    static int Fibonacci(int n)
    {
        return Next(n);

        static int Next(int n) => n < 2 ? n : Next(n - 1) + Next(n - 2);
    }

    [Profile]
    static bool IsEven(int n)
    {
        return Even(n);

        bool Even(int value) => value == 0 || Odd(value - 1);

        bool Odd(int value)
        {
            return value != 0 && Even(value - 1);
        }
    }

    [Profile]
    static string Generic<T>(T value)
    {
        return Pair(5) + Pair("y");

        string Pair<TOther>(TOther other)
        {
            Func<string> text = () => $"{value} {other} {typeof(TOther).Name};";
            return text();
        }
    }

    [Profile]
    static IEnumerable<int> Checked(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Iterate();

        IEnumerable<int> Iterate()
        {
            try
            {
                for (var i = 0; i < count; i++)
                    yield return i;
            }
            finally
            {
                count = 0;
            }
        }
    }

    [Profile]
    static Task<int> Checks(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return Later();

        async Task<int> Later()
        {
            await MemoryProfiler.Constructs.Async.Hop.ToFirst;
            return value * 2;
        }
    }

    [Profile]
    static int Refs(int[] values)
    {
        ref var last = ref Last(values);
        last += Sum(values.AsSpan(), in values[0]);
        return values[^1];

        static ref int Last(int[] all) => ref all[^1];

        static int Sum(ReadOnlySpan<int> all, in int first)
        {
            var sum = first;
            foreach (var value in all)
                sum += value;
            return sum;
        }
    }

    [Profile]
    static int Grouped(int[] values)
    {
        var factor = 3;
        return values.Select(Times).Sum() + values.Sum(Plus);

        int Times(int value) => value * factor;

        static int Plus(int value) => value + 1;
    }

    [Profile]
    static string Handled()
    {
        var log = "";
        for (var i = 0; i < 3; i++)
            Step(i);
        return log;

        void Step(int i)
        {
            try
            {
                Fail(i);
            }
            catch (InvalidOperationException e) when (Matches(e))
            {
                log += "filtered ";
            }
            catch (InvalidOperationException)
            {
                log += "caught ";
            }
            finally
            {
                log += $"finally {i};";
            }
        }

        static void Fail(int i)
        {
            if (i > 0)
                throw new InvalidOperationException($"{i}");
        }

        static bool Matches(Exception e) => e.Message == "2";
    }

    [Profile]
    static string Marked(int value)
    {
        return Inner(value);

        [Profile]
        static string Inner(int number)
        {
            var text = $"marked {number}";
            return text;
        }
    }

    [Profile]
    static string MarkedAsWell(int value)
    {
        var format = [Profile] (int number) => $"lambda {number} {value}";
        return format(1);
    }

    [Profile]
    static string Partly(int value)
    {
        return Inner(value);

        [NoProfile]
        static string Inner(int number) => $"left out {number}";
    }

    [Profile]
    static int Unused(int value)
    {
#pragma warning disable CS8321 // The point of it.
        static int Nobody(int number) => number;
#pragma warning restore CS8321
        return value;
    }

    readonly struct Number(int value)
    {
        [Profile]
        public int Twice()
        {
            var copy = this;
            return Add(copy.Value) + copy.Value;

            int Add(int other) => other + copy.Value;
        }

        int Value => value;
    }
}
