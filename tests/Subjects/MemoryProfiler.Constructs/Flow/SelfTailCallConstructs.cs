namespace MemoryProfiler.Constructs.Flow;

/// <summary>Calls of a method by itself behind which it only returns: a release build needs no stack for them.</summary>
public static class SelfTailCallConstructs
{
    [Construct]
    public static void ArgumentsThatChangePlaces(TextWriter output) => output.WriteLine($"{Divisor(1_071, 462)} {Rotated(7, "a", "b", "c")}");

    [Construct]
    public static void BehindADecision(TextWriter output)
    {
        var list = new List<int>();
        Collect(list, 5);
        output.WriteLine(string.Join(" ", list));
    }

    [Construct]
    public static void AnotherObject(TextWriter output) => output.WriteLine(Link.Chain(4).Length(0));

    [Construct]
    public static void NoObject(TextWriter output)
    {
        try
        {
            Link.Chain(1).LengthBeyond(0);
        }
        catch (NullReferenceException e)
        {
            output.WriteLine(Outcome.Frames(e)[0]);
        }
    }

    [Construct]
    public static void OfATypeParameter(TextWriter output) => output.WriteLine($"{Last(new[] { "a", "b" }, 0)} {new Box<int>().Add(3, 4)} {Deepest(3, 1)}");

    [Construct]
    public static void ByReference(TextWriter output)
    {
        var sum = 0;
        AddAll(ref sum, 10);
        output.WriteLine(sum);
    }

    [Construct]
    public static void AddressOfALocal(TextWriter output)
    {
        var zero = 0;
        output.WriteLine($"{Through(ref zero, 3)} {OnTheStack([], 3)}");
    }

    [Construct]
    public static void LocalsBeginAnew(TextWriter output) => output.WriteLine(Parsed(["4", "x", "5"], 0, ""));

    [Construct]
    public static void ALambdaOfEachCall(TextWriter output)
    {
        var all = new List<Func<int>>();
        Keep(all, 3);
        output.WriteLine(string.Join(" ", all.Select(value => value())));
    }

    [Construct]
    public static void LocalFunction(TextWriter output)
    {
        output.WriteLine(Power(10, 1));

        [Profile]
        static int Power(int exponent, int value) => exponent == 0 ? value : Power(exponent - 1, value * 2);
    }

    [Construct]
    public static void FailsInTheEnd(TextWriter output)
    {
        try
        {
            Fail(3);
        }
        catch (InvalidOperationException e)
        {
            output.WriteLine(e.Message);
        }
    }

    [Construct]
    public static void TwoCallsAndATail(TextWriter output)
    {
        int[] numbers = [5, 3, 9, 1, 7, 2, 8];
        Sort(numbers, 0, numbers.Length - 1);
        output.WriteLine(string.Join(" ", numbers));
    }

    [Profile]
    static int Divisor(int a, int b)
    {
        if (b == 0)
            return a;
        return Divisor(b, a % b);
    }

    [Profile]
    static string Rotated(int turns, string a, string b, string c)
    {
        if (turns == 0)
            return a + b + c;
        return Rotated(turns - 1, b, c, a);
    }

    [Profile]
    static void Collect(List<int> list, int n)
    {
        list.Add(n);
        if (n > 0)
            Collect(list, n - 1);
    }

    [Profile]
    static T Last<T>(T[] items, int index)
    {
        if (index == items.Length - 1)
            return items[index];
        return Last(items, index + 1);
    }

    [Profile]
    static string Deepest<T>(int depth, T value)
    {
        if (depth == 0)
            return value!.ToString()!;
        return Deepest(depth - 1, (value, depth));
    }

    [Profile]
    static void AddAll(ref int sum, int n)
    {
        if (n == 0)
            return;
        sum += n;
        AddAll(ref sum, n - 1);
    }

    [Profile]
    static int Through(ref int outer, int n)
    {
        var mine = outer + 1;
        outer = 0;
        if (n == 0)
            return mine;
        return Through(ref mine, n - 1);
    }

    [Profile]
    static int OnTheStack(Span<int> outer, int n)
    {
        Span<int> mine = stackalloc int[1];
        mine[0] = (outer.Length > 0 ? outer[0] : 0) + 1;
        if (n == 0)
            return mine[0];
        return OnTheStack(mine, n - 1);
    }

    [Profile]
    static string Parsed(string[] texts, int index, string done)
    {
        if (index == texts.Length)
            return done;
        if (int.TryParse(texts[index], out var number))
            done += number;
        else
            done += "-";
        return Parsed(texts, index + 1, done);
    }

    [Profile]
    static void Keep(List<Func<int>> all, int n)
    {
        var mine = n * 10;
        all.Add(() => mine++);
        if (n == 0)
            return;
        Keep(all, n - 1);
    }

    [Profile]
    static void Fail(int n)
    {
        if (n == 0)
            throw new InvalidOperationException("in the end");
        Fail(n - 1);
    }

    [Profile]
    static void Sort(int[] numbers, int left, int right)
    {
        if (left >= right)
            return;
        var pivot = numbers[right];
        var end = left;
        for (var i = left; i < right; i++)
        {
            if (numbers[i] < pivot)
                (numbers[i], numbers[end++]) = (numbers[end], numbers[i]);
        }
        (numbers[end], numbers[right]) = (numbers[right], numbers[end]);
        Sort(numbers, left, end - 1);
        Sort(numbers, end + 1, right);
    }

    sealed class Link(Link? next)
    {
        public static Link Chain(int length) => length == 0 ? new Link(null) : new Link(Chain(length - 1));

        [Profile]
        public int Length(int sum)
        {
            if (next is null)
                return sum;
            return next.Length(sum + 1);
        }

        [Profile]
        public int LengthBeyond(int sum)
        {
            if (sum > 5)
                return sum;
            return next!.LengthBeyond(sum + 1);
        }
    }

    sealed class Box<T>
    {
        [Profile]
        public int Add(int count, int sum)
        {
            if (count == 0)
                return sum;
            return Add(count - 1, sum + 1);
        }
    }
}
