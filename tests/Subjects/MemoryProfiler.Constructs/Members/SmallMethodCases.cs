namespace MemoryProfiler.Constructs.Members;

/// <summary>Methods that cannot allocate, whose calls are counted and no more, beside such that look like them.</summary>
[Profile]
public static class SmallMethodCases
{
    [AllocationCase]
    public static int Counted()
    {
        var range = new Range(2, 9); // 1 x 24 B self 24 B
        var sum = range.Low + range.High; // 1 x 0 B self 0 B
        for (var i = 0; i < 5; i++)
            sum += range.Clamp(i * 4); // 5 x 0 B self 0 B
        return sum + Doubled(sum) + new Pair(3, 4).Sum(); // 1 x 0 B self 0 B
    }

    [AllocationCase]
    public static int Cast()
    {
        object boxed = 7; // 1 x 24 B self 24 B
        var text = Given("text"); // 1 x 0 B self 0 B
        return Size(boxed) + Size(new Range(2, 9)) + Size(text); // 1 x 24 B self 24 B
    }

    [AllocationCase]
    public static int Recursive()
    {
        var sum = Fibonacci(5); // 1 x 0 B self 0 B
        var bytes = new byte[Fibonacci(6)]; // 1 x 32 B self 32 B
        return sum + bytes.Length + Rest(7); // 1 x 0 B self 0 B
    }

    [AllocationCase]
    public static object Entered()
    {
        var range = new Range(2, 9); // 1 x 24 B self 24 B
        object low = range.BoxedLow(); // 1 x 24 B self 0 B
        IRange other = range; // 1 x
        var high = other.Top() + First.Value; // 1 x 0 B
        return high > 5 ? low : range; // 1 x 0 B
    }

    [Construct]
    public static void Failing(TextWriter output)
    {
        Outcome.Write(output, () => Divided(4, 2));
        Outcome.Write(output, () => Divided(4, 0));
        Outcome.Write(output, () => Third([1, 2]));
        Outcome.Write(output, () => Third([1, 2, 3]));
        Outcome.Write(output, () => Positive(-1));
        Outcome.Write(output, () => Positive(1));
        Outcome.Write(output, () => Overlaps(new Range(1, 2), null!));
        Outcome.Write(output, () => Overlaps(new Range(1, 2), new Range(2, 3)));
        Outcome.Write(output, () => ThirdOfPositive([1, 2, 3], 0));
        Outcome.Write(output, () => Given<string>(null));
        Outcome.Write(output, () => Given("text"));
        Outcome.Write(output, () => High(new Range(1, 2)));
        Outcome.Write(output, () => High("text"));
    }

    static int Doubled(int number) => 2 * number; // 1 x 0 B self 0 B

    static int Size(object any)
    {
        if (any is int number) // 3 x 0 B self 0 B
            return number; // 1 x 0 B self 0 B
        return any is Range range ? range.High : 0; // 2 x 0 B self 0 B
    }

    static T Given<T>(T? given)
        where T : class
    {
        if (given is null) // 1 x 0 B self 0 B
            throw new InvalidOperationException("Nothing was given."); // 0 x 0 B self 0 B
        return given; // 1 x 0 B self 0 B
    }

    static int High(object any) => ((Range)any).High;

    static int Fibonacci(int number)
    {
        if (number < 2) // 40 x 0 B self 0 B
            return number; // 21 x 0 B self 0 B
        return Fibonacci(number - 1) + Fibonacci(number - 2); // 19 x 0 B self 0 B
    }

    // The JIT makes a loop of it.
    static int Rest(int number)
    {
        if (number < 3) // 3 x 0 B self 0 B
            return number; // 1 x 0 B self 0 B
        return Rest(number - 3); // 2 x 0 B self 0 B
    }

    static int Divided(int number, int by)
    {
        var half = number / 2;
        return half / by;
    }

    static int Third(int[] numbers) => numbers[2];

    static int Positive(int number)
    {
        if (number <= 0)
            throw new InvalidOperationException(nameof(number));
        return number;
    }

    static bool Overlaps(Range one, Range other)
    {
        return one.Low <= other.High
            && other.Low <= one.High;
    }

    static int ThirdOfPositive(int[] numbers, int number)
    {
        var third = Third(numbers);
        return third + Positive(number);
    }

    interface IRange
    {
        int Top();
    }

    static class First
    {
        // Made where it is asked for first: not where the class is.
        static readonly int[] _values = [7];

        public static int Value => _values.Length;
    }

    struct Pair
    {
        int _one;
        readonly int _other;

        public Pair(int one, int other)
        {
            _one = one;
            _other = other;
        }

        public int Sum()
        {
            _one++; // 1 x 0 B self 0 B
            return _one + _other; // 1 x 0 B self 0 B
        }
    }

    sealed class Range : IRange
    {
        readonly int _low;
        readonly int _high;

        public Range(int low, int high)
        {
            _low = low;
            _high = high;
        }

        public int Low => _low;

        public int High => _high;

        public int Clamp(int number)
        {
            if (number < Low) // 5 x 0 B self 0 B
                return Low; // 1 x 0 B self 0 B
            return number > High
                ? High
                : number;
        }

        public object BoxedLow() => Low; // 1 x 24 B self 24 B

        public int Top() => _high;
    }
}
