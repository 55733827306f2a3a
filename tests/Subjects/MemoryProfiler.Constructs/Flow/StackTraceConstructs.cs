namespace MemoryProfiler.Constructs.Flow;

public static class StackTraceConstructs
{
    [Construct]
    public static void CheckedOverflow(TextWriter output)
    {
        Outcome.Write(output, () => Increase(int.MaxValue));
        Outcome.Write(output, () => Narrow(300));
    }

    [Construct]
    public static void DivisionByZero(TextWriter output) => Outcome.Write(output, () => Divide(4, 0));

    [Construct]
    public static void NullReference(TextWriter output) => Outcome.Write(output, () => LengthOf(null!));

    [Construct]
    public static void InvalidCast(TextWriter output) => Outcome.Write(output, () => AsText(5));

    [Construct]
    public static void IndexOutOfRange(TextWriter output) => Outcome.Write(output, () => At([1, 2], 2));

    [Construct]
    public static void ArrayTypeMismatch(TextWriter output) => Outcome.Write(output, () => Store(new string[1], 1));

    [Construct]
    public static void FirstLineFails(TextWriter output) => Outcome.Write(output, () => FailAtOnce(null!));

    [Construct]
    public static void LastLineFails(TextWriter output) => Outcome.Write(output, () => FailAtLast([1]));

    [Construct]
    public static void ThroughSeveralFrames(TextWriter output) => Outcome.Write(output, () => new Chain().First());

    [Construct]
    public static void ThroughLambdaAndLocalFunction(TextWriter output) => Outcome.Write(output, ThroughLambda);

    [Construct]
    public static void ThroughConstructor(TextWriter output) => Outcome.Write(output, () => _ = new Chain(0));

    [Construct]
    public static void EscapesTheDriver(TextWriter output)
    {
        output.WriteLine("before");
        new Chain().First();
        output.WriteLine("not reached");
    }

    [Construct]
    public static void RethrownFromTheDriver(TextWriter output)
    {
        try
        {
            Divide(1, 0);
        }
        catch (DivideByZeroException)
        {
            output.WriteLine("caught once");
            throw;
        }
    }

    [Profile]
    static int Increase(int value)
    {
        var by = 1;
        var sum = checked(value + by);
        return sum;
    }

    [Profile]
    static byte Narrow(int value)
    {
        return checked((byte)value);
    }

    [Profile]
    static int Divide(int a, int b)
    {
        var start = a * 2;
        var result = start / b;
        return result + start;
    }

    [Profile]
    static int LengthOf(string text)
    {
        var factor = 2;
        return text.Length * factor;
    }

    [Profile]
    static string AsText(object value)
    {
        var other = value;
        return (string)other;
    }

    [Profile]
    static int At(int[] items, int index)
    {
        var first = items[0];
        var found = items[index];
        return first + found;
    }

    [Profile]
    static void Store(object[] items, object value)
    {
        var target = items;
        target[0] = value;
    }

    [Profile]
    static int FailAtOnce(int[] items)
    {
        var first = items[0];
        return first;
    }

    [Profile]
    static int FailAtLast(int[] items)
    {
        var index = items.Length;
        index += 0;
        return items[index];
    }

    [Profile]
    static void ThroughLambda()
    {
        var numbers = new[] { 1, 0 };
        Func<int, int> divide = number =>
        {
            var top = 10;
            return top / number;
        };
        Local();

        void Local()
        {
            foreach (var number in numbers)
                divide(number);
        }
    }

    sealed class Chain
    {
        readonly int _start = 1;

        public Chain()
        {
        }

        [Profile]
        public Chain(int divisor)
            : this()
        {
            _start = 1;
            _start = _start / divisor;
        }

        [Profile]
        public int First()
        {
            var value = 1;
            return value + Second;
        }

        [Profile]
        int Second
        {
            get
            {
                var result = this[_start];
                return result;
            }
        }

        [Profile]
        int this[int index] => Third<int>(index);

        [Profile]
        int Third<T>(int depth)
        {
            try
            {
                if (depth > 0)
                    return Third<string>(depth - 1);
                object boxed = depth;
                return ((string)boxed).Length;
            }
            finally
            {
                GC.KeepAlive(this);
            }
        }
    }
}
