namespace MemoryProfiler.Constructs.Flow;

public static class LoopConstructs
{
    [Construct]
    public static void ForLoop(TextWriter output) => output.WriteLine(Squares(5));

    [Construct]
    public static void ForWithSeveralVariables(TextWriter output) => output.WriteLine(MeetInTheMiddle(9));

    [Construct]
    public static void WhileAndDo(TextWriter output) => output.WriteLine($"{Collatz(27)} {Digits(0)} {Digits(1234)}");

    [Construct]
    public static void ForeachOverEverything(TextWriter output)
    {
        int[] array = [1, 2, 3];
        output.WriteLine(OverArray(array));
        output.WriteLine(OverList([.. array]));
        output.WriteLine(OverSpan(array));
        output.WriteLine(OverSequence(array.Select(i => i * 2)));
        output.WriteLine(OverText("abc"));
        output.WriteLine(OverGrid(new[,] { { 1, 2 }, { 3, 4 } }));
        output.WriteLine(OverPairs(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 }));
    }

    [Construct]
    public static void ForeachOverDuckType(TextWriter output)
    {
        output.WriteLine(OverCountdown(new Countdown(3)));
        output.WriteLine(OverExtension(4));
    }

    [Construct]
    public static void ForeachByReference(TextWriter output)
    {
        int[] items = [1, 2, 3];
        DoubleAll(items);
        output.WriteLine(string.Join(",", items));
    }

    [Construct]
    public static void EnumeratorThatThrows(TextWriter output) =>
        Outcome.Write(output, () => OverSequence(new[] { 1, 0 }.Select(i => 1 / i)));

    [Construct]
    public static void InfiniteLoopLeftByException(TextWriter output) => Outcome.Write(output, Endless);

    [Construct]
    public static void NestedLoops(TextWriter output) => output.WriteLine(Primes(30));

    [Construct]
    public static void OneLineLoop(TextWriter output) => output.WriteLine(OnOneLine(4));

    [Profile]
    static int Squares(int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += i * i;
        }
        return sum;
    }

    [Profile]
    static int MeetInTheMiddle(int end)
    {
        var steps = 0;
        for (int low = 0, high = end; low < high; low++, high--)
            steps++;
        return steps;
    }

    [Profile]
    static int Collatz(int n)
    {
        var steps = 0;
        while (n != 1)
        {
            n = n % 2 == 0 ? n / 2 : (3 * n) + 1;
            steps++;
        }
        return steps;
    }

    [Profile]
    static int Digits(int n)
    {
        var digits = 0;
        do
        {
            n /= 10;
            digits++;
        }
        while (n > 0);
        return digits;
    }

    [Profile]
    static int OverArray(int[] items)
    {
        var sum = 0;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    [Profile]
    static int OverList(List<int> items)
    {
        var sum = 0;
        foreach (var item in items)
            sum += item;
        return sum;
    }

    [Profile]
    static int OverSpan(ReadOnlySpan<int> items)
    {
        var sum = 0;
        foreach (ref readonly var item in items)
            sum += item;
        return sum;
    }

    [Profile]
    static int OverSequence(IEnumerable<int> items)
    {
        var sum = 0;
        foreach (var item in items)
        {
            sum += item;
        }
        return sum;
    }

    [Profile]
    static string OverText(string text)
    {
        var result = "";
        foreach (var character in text)
            result = character + result;
        return result;
    }

    [Profile]
    static int OverGrid(int[,] grid)
    {
        var sum = 0;
        foreach (var cell in grid)
            sum += cell;
        return sum;
    }

    [Profile]
    static string OverPairs(IEnumerable<KeyValuePair<string, int>> pairs)
    {
        var text = "";
        foreach (var (key, value) in pairs)
            text += $"{key}{value}";
        return text;
    }

    [Profile]
    static string OverCountdown(Countdown countdown)
    {
        var text = "";
        foreach (var number in countdown)
            text += number;
        return text;
    }

    [Profile]
    static int OverExtension(int count)
    {
        var sum = 0;
        foreach (var number in count)
            sum += number;
        return sum;
    }

    [Profile]
    static void DoubleAll(Span<int> items)
    {
        foreach (ref var item in items)
            item *= 2;
    }

    [Profile]
    static void Endless()
    {
        var left = 10;
        while (true)
        {
            left--;
            _ = 100 / left;
        }
    }

    [Profile]
    static int Primes(int below)
    {
        var count = 0;
        for (var n = 2; n < below; n++)
        {
            var isPrime = true;
            for (var d = 2; d * d <= n; d++)
            {
                if (n % d != 0)
                    continue;
                isPrime = false;
                break;
            }
            if (isPrime)
                count++;
        }
        return count;
    }

    [Profile]
    static int OnOneLine(int count) { var sum = 0; for (var i = 0; i < count; i++) { sum += i; } return sum; }

    static Countdown GetEnumerator(this int count) => new Countdown(count).GetEnumerator();

    sealed class Countdown(int from)
    {
        public int Current { get; private set; } = from + 1;

        [Profile]
        public Countdown GetEnumerator() => this;

        [Profile]
        public bool MoveNext() => --Current > 0;
    }
}
